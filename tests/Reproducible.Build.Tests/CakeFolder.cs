using System.Diagnostics;

namespace Reproducible.Build.Tests;

/// <summary>A folder in which `dotnet cake` runs with the real script host and our tasks.</summary>
internal sealed class CakeFolder : IDisposable
{
    public Folder Folder { get; } = new();

    /// <summary>A folder that is ready.</summary>
    public static async Task<CakeFolder> MakeAsync()
    {
        var cake = new CakeFolder();
        var configuration = Path.GetFileName(Path.GetDirectoryName(typeof(CakeFolder).Assembly.Location)!);
        var build = Path.Combine(Folder.Repository, "artifacts", "bin", "Reproducible.Build", configuration, "Reproducible.Build.dll");
        cake.Folder.Write(".config/dotnet-tools.json", await File.ReadAllTextAsync(Path.Combine(Folder.Repository, ".config", "dotnet-tools.json")));
        cake.Folder.Write("build.cake", $"#r \"{build}\"\nRunTargets(Reproducible.Build.BuildHost.Register(Context));\n");
        Assert.Equal(0, (await Folder.EndAsync(Folder.Start(cake.DotNet("tool", "restore")))).ExitCode);

        return cake;
    }

    /// <summary>Runs to the end; both streams together, without colours.</summary>
    public Task<(int ExitCode, string Output)> RunAsync(params string[] arguments) => Folder.EndAsync(Start(arguments));

    public Process Start(params string[] arguments) => Folder.Start(DotNet(["cake", .. arguments]));

    public void Dispose() => Folder.Dispose();

    private ProcessStartInfo DotNet(params string[] arguments) => new("dotnet", arguments) { WorkingDirectory = Folder.Path };
}
