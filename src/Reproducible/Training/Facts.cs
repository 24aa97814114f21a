using System.Diagnostics;
using System.Runtime.InteropServices;
using Reproducible.Execution;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Store;

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
    /// <param name="experiment">Name of one that asks for the run; null: unknown.</param>
    /// <param name="loadEngine">Whether libtorch may be loaded to ask it for its version and build.</param>
    public static Receipt Begin(string? experiment, RunSpec spec, LabOptions options, bool loadEngine = true)
    {
        var key = RunKey.Of(spec, options);
        var code = key.Parts[KeyParts.Code];
        new RunStore(options.Store).Objects.Put(CanonicalJson.Utf8(code.Values!));

        return new()
        {
            Id = key.Id,
            Status = RunStatus.Failed,
            Key = new Dictionary<string, KeyPart>(key.Parts) { [KeyParts.Code] = code with { Values = null } },
            Experiment = experiment,
            Overrides = options.Overrides,
            Environment = new Dictionary<string, string>
            {
                ["commit"] = Commit.Value,
                ["dirty"] = Dirty.Value,
                ["os"] = RuntimeInformation.OSDescription,
                ["runtime"] = RuntimeInformation.FrameworkDescription,
                ["processor"] = Processor(),
            }.Concat(loadEngine ? EngineOf() : []).ToDictionary(),
            StartedAt = DateTimeOffset.UtcNow,
        };
    }

    private static Dictionary<string, string> EngineOf() => new()
    {
        ["libtorch"] = Torch.torch.__version__,
        ["libtorch_build"] = Torch.torch.show_config(),
        ["blas"] = $"{Blas.Value.Name} {Blas.Value.Path}".Trim(),
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
