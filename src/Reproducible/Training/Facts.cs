using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Reproducible.Execution;
using Reproducible.Runs;

namespace Reproducible.Training;

/// <summary>What a receipt says about where and with what a run was computed.</summary>
internal static class Facts
{
    private static readonly Lazy<string> Commit = new(() => Git("rev-parse", "HEAD"));

    // Tables under results are written while runs go on; they decide no number.
    private static readonly Lazy<string> Dirty = new(() => Git("status", "--porcelain", "--", ":/", ":(exclude,top)results") is var changes && changes == Unknown ? Unknown : changes.Length > 0 ? "true" : "false");

    private static readonly Lazy<Torch.LoadedBlas> Blas = new(Torch.LoadedBlas.Find);

    private const string Unknown = "unknown";

    /// <summary>The receipt of a run that begins now.</summary>
    /// <param name="loadEngine">Whether libtorch may be loaded to ask it for its version and build.</param>
    public static Receipt Begin(RunSpec spec, LabOptions options, bool loadEngine = true)
    {
        var key = RunKey.Of(spec, options);

        return new()
        {
            Id = key.Id,
            Status = RunStatus.Failed,
            Key = key.Parts,
            Settings = spec.Settings.ToDictionary(setting => setting.Name, setting => setting.Value),
            Data = spec.Dataset.Files.ToDictionary(file => file.Name, file => file.Sha256),
            SourceId = spec.Source is { } source ? RunKey.Of(source, options).Id : null,
            Engine = loadEngine ? EngineOf(spec, options) : new Dictionary<string, string>(),
            Environment = new Dictionary<string, string>
            {
                ["commit"] = Commit.Value,
                ["dirty"] = Dirty.Value,
                ["os"] = RuntimeInformation.OSDescription,
                ["runtime"] = RuntimeInformation.FrameworkDescription,
                ["processor"] = Processor(),
            },
            StartedAt = DateTimeOffset.UtcNow,
        };
    }

    private static Dictionary<string, string> EngineOf(RunSpec spec, LabOptions options) => new()
    {
        ["libtorch"] = Torch.torch.__version__,
        ["build"] = Torch.torch.show_config(),
        ["blas"] = $"{Blas.Value.Name} {Blas.Value.Path}".Trim(),
        ["threads"] = Torch.torch.get_num_threads().ToString(CultureInfo.InvariantCulture),
        ["device"] = options.Device,
        ["instruction_set"] = options.InstructionSet.ToString(),
        ["dtype"] = spec.Recipe.Dtype,
    };

    private static string Processor()
    {
        try
        {
            return File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? Unknown;
        }
        catch (IOException)
        {
            return Unknown;
        }
    }

    /// <summary>What git prints in the working folder, or <see cref="Unknown"/> where there is no git or no repository.</summary>
    private static string Git(params string[] arguments)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var said = git.StandardOutput.ReadToEnd().Trim();
            git.WaitForExit();

            return git.ExitCode == 0 ? said : Unknown;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return Unknown;
        }
    }
}
