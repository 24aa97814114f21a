using System.Diagnostics;

namespace Reproducible.Build.Tests;

/// <summary>A folder in which `dotnet cake` knows our targets, and results go nowhere else.</summary>
internal sealed class CakeFolder : IDisposable
{
    public Folder Files { get; } = new();

    public async ValueTask RestoreAsync()
    {
        var configuration = Path.GetFileName(Path.GetDirectoryName(typeof(CakeFolder).Assembly.Location)!);
        var build = Path.Combine(Folder.Repository, "artifacts", "bin", "Reproducible.Build", configuration, "Reproducible.Build.dll");
        Files.Write(".config/dotnet-tools.json", await File.ReadAllTextAsync(Path.Combine(Folder.Repository, ".config", "dotnet-tools.json")));
        Files.Write("build.cake", $"#r \"{build}\"\nRunTargets(Reproducible.Build.BuildHost.Register(Context));\n");
        using var restore = Folder.Start(new("dotnet", ["tool", "restore"]) { WorkingDirectory = Files.Path });
        Assert.Equal(0, (await Folder.EndAsync(restore)).ExitCode);
    }

    public ProcessStartInfo Start(params string[] arguments) => new("dotnet", ["cake", .. arguments]) { WorkingDirectory = Files.Path };

    public void Dispose() => Files.Dispose();
}
