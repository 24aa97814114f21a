namespace Reproducible.Snapshots.Tests;

/// <summary>A folder of a test's own, removed afterwards. Its name holds a quote and a space, as a user's may.</summary>
internal sealed class TempFolder : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("snapshot's ").FullName;

    internal string Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }

    internal string At(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
