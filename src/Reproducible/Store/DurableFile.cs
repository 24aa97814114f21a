using System.Runtime.InteropServices;

namespace Reproducible.Store;

/// <summary>Files that are whole or absent, also after a power cut.</summary>
internal static class DurableFile
{
    /// <summary>What the name of a file ends in until the file is whole.</summary>
    internal const string PartialSuffix = ".partial";

    private const int ReadOnly = 0;
    private const int CloseOnExecOnLinux = 0x80000;
    private const int InterruptedCall = 4;
    private const int InvalidArgument = 22;

    /// <summary>Replaces a file: a temporary one beside it is written, flushed to disk and renamed, then the folder is flushed.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="write">Writes the content to a stream that can seek.</param>
    /// <exception cref="IOException">The disk is full or refuses; the file stays as it was. What <paramref name="write"/> throws goes out likewise.</exception>
    internal static void Write(string path, Action<Stream> write)
    {
        path = Path.GetFullPath(path);
        var partial = $"{path}.{Path.GetRandomFileName()}{PartialSuffix}";
        try
        {
            using (var file = new FileStream(partial, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 1 << 16))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(partial, path, overwrite: true);
        }
        catch
        {
            RemovePartial(partial);
            throw;
        }

        FlushFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>Returns once the bytes of a file lie on the disk.</summary>
    /// <exception cref="IOException">The file is absent, or the disk refuses.</exception>
    internal static void FlushFile(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        RandomAccess.FlushToDisk(file);
    }

    /// <summary>Returns once the names in a folder (files made, renamed, removed) lie on the disk. Windows and filesystems that know no such flush do nothing.</summary>
    /// <exception cref="IOException">The folder is absent, or the disk refuses.</exception>
    internal static void FlushFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // The runtime opens no folder, so the C library does.
        var flags = ReadOnly | (OperatingSystem.IsLinux() ? CloseOnExecOnLinux : 0);
        int folder;
        while ((folder = Open(path, flags)) < 0)
        {
            ThrowUnless(InterruptedCall, path);
        }

        try
        {
            while (Synchronize(folder) != 0)
            {
                if (Marshal.GetLastPInvokeError() == InvalidArgument)
                {
                    return;
                }

                ThrowUnless(InterruptedCall, path);
            }
        }
        finally
        {
            _ = Close(folder);
        }
    }

    private static void ThrowUnless(int harmless, string path)
    {
        var error = Marshal.GetLastPInvokeError();
        if (error != harmless)
        {
            throw new IOException($"The folder '{path}' can't be flushed to disk: {Marshal.GetPInvokeErrorMessage(error)} (error {error}).");
        }
    }

    // A temporary file that can't be removed does no harm; the failure that led here is the one to tell.
    private static void RemovePartial(string partial)
    {
        try
        {
            File.Delete(partial);
        }
        catch (Exception second) when (second is IOException or UnauthorizedAccessException)
        {
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Synchronize(int file);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int file);
}
