using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Reproducible.Frosting.Tests;

/// <summary>A folder of its own with two scripts and the repository's Cake, removed afterwards. Scripts are compiled once for all tests.</summary>
public sealed partial class CakeFolder : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("frosting-").FullName;

    public CakeFolder()
    {
        var binaries = AppContext.BaseDirectory;
        Write(".config/dotnet-tools.json", File.ReadAllText(Path.Combine(RepositoryRoot(binaries), ".config", "dotnet-tools.json")));
        Write("cake.config", "[Settings]\nEnableScriptCache=true\n[Paths]\nCache=./.cake-cache\n");
        Write("build.cake", $"""
            #r "{binaries}Reproducible.Frosting.dll"
            #r "{binaries}Reproducible.Frosting.Sample.dll"
            Task("Script").IsDependentOn("BuyEggs").Does(() => Information("kitchen: the script's own task"));
            var host = Reproducible.Frosting.Sample.Kitchen.Open(Context);
            RunTargets(host.CheckTargets(Arguments<string>("target", "Default")));
            """);
        Write("faulty.cake", $"""
            #r "{binaries}Reproducible.Frosting.dll"
            #r "{binaries}Reproducible.Frosting.Sample.dll"
            Task("Rescue");
            Reproducible.Frosting.CakeHost.Create(Context).AddAssembly(typeof(Reproducible.Frosting.Sample.Kitchen).Assembly).Register();
            RunTarget("Rescue");
            """);
        Directory.CreateDirectory(Path.Combine(folder, "pans"));
        var restored = Dotnet(["tool", "restore"]);

        Assert.True(restored.ExitCode == 0, restored.Output);
    }

    /// <summary>Runs <c>dotnet cake</c> with these arguments in the folder.</summary>
    internal CakeRun Cake(params string[] arguments) => Dotnet(["cake", .. arguments]);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private CakeRun Dotnet(IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        return new CakeRun(process.ExitCode, Colours().Replace(output, ""));
    }

    [GeneratedRegex("\\x1b\\[[0-9;]*m")]
    private static partial Regex Colours();

    private void Write(string path, string text)
    {
        var full = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    private static string RepositoryRoot(string start)
    {
        var root = start;
        while (!File.Exists(Path.Combine(root, "Reproducible.sln")))
        {
            root = Path.GetDirectoryName(root) ?? throw new ArgumentException($"No Reproducible.sln above '{start}'. Run the tests from the repository's own build output.");
        }

        return root;
    }
}
