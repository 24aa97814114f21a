namespace Reproducible.Torch.Libraries;

/// <summary>Follows every link in a path, those of folders as well (on Debian /lib is one), as the kernel does when it states what is mapped.</summary>
internal static class RealPath
{
    /// <summary>As many as the kernel follows.</summary>
    private const int MaxLinks = 40;

    /// <exception cref="IOException">Links go in a circle.</exception>
    public static string Of(string path)
    {
        var parts = new Stack<string>(Path.GetFullPath(path).Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse());
        var done = "/";
        for (var links = 0; parts.TryPop(out var part);)
        {
            if (part == "..")
            {
                done = Path.GetDirectoryName(done) ?? "/";
                continue;
            }

            var next = Path.Combine(done, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                done = next;
                continue;
            }

            if (++links > MaxLinks)
            {
                throw new IOException($"'{path}' leads through more than {MaxLinks} links.");
            }

            done = Path.IsPathRooted(target) ? "/" : done;
            foreach (var piece in target.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(piece => piece != ".").Reverse())
            {
                parts.Push(piece);
            }
        }

        return done;
    }
}
