namespace Reproducible.Torch.Libraries;

/// <summary>All that loading some libraries loads, breadth first as ld.so does it, as far as names are followed.</summary>
/// <param name="follows">Whether a library of this name counts, and what it needs.</param>
internal sealed class LibraryClosure(LibrarySearch search, Func<string, bool> follows)
{
    /// <summary>More are loaded by nobody; a hostile library may name as many as it likes.</summary>
    private const int MaxLibraries = 512;

    private readonly Dictionary<string, ComputingLibrary> found = new(StringComparer.Ordinal);
    private readonly Queue<AskingLibrary> toAsk = new();

    /// <param name="roots">Files that are opened by path. They count themselves where <c>follows</c> says so.</param>
    /// <exception cref="TorchException">A library can't be read.</exception>
    public IReadOnlyCollection<ComputingLibrary> Of(IEnumerable<string> roots)
    {
        foreach (var preloaded in search.Settings.Preload)
        {
            Take(Path.GetFileName(preloaded), search.Find(preloaded, asker: null), above: null);
        }

        foreach (var root in roots)
        {
            var path = RealPath.Of(root);
            var file = ElfFile.Read(path);
            var name = file.Soname ?? Path.GetFileName(path);
            if (follows(name))
            {
                found.TryAdd(name, new(name, path, LibraryFingerprint.Of(path, file)));
            }

            toAsk.Enqueue(new(path, file, Above: null));
        }

        while (toAsk.TryDequeue(out var asker))
        {
            foreach (var name in asker.File.Needed.Where(name => follows(Path.GetFileName(name)) && !found.ContainsKey(Path.GetFileName(name))))
            {
                Take(Path.GetFileName(name), search.Find(name, asker), asker);
            }
        }

        return found.Values;
    }

    private void Take(string name, string? path, AskingLibrary? above)
    {
        if (found.Count == MaxLibraries)
        {
            throw new TorchException("reading which libraries compute", $"more than {MaxLibraries} libraries need each other, '{name}' last. Look at LD_PRELOAD, LD_LIBRARY_PATH and libtorch's folder for files that don't belong there.");
        }

        if (path is null)
        {
            found.TryAdd(name, new(name, "", ComputingLibrary.NotFound));

            return;
        }

        var file = ElfFile.Read(path);
        if (found.TryAdd(name, new(name, path, LibraryFingerprint.Of(path, file))))
        {
            toAsk.Enqueue(new(path, file, above));
        }
    }
}
