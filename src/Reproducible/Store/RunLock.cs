using System.Globalization;

namespace Reproducible.Store;

/// <summary>The right to work on one run of a store. The system gives it back when its process ends, however that ends, so no lock outlives its holder.</summary>
/// <remarks>
/// flock(2), which .NET takes for a file that is opened without sharing; a network file system must support it. Who gives the lock back removes its
/// files while it still holds it. Who waited may then hold a file that has lost its name, while somebody else makes a new one of that name: so a
/// lock counts only if its file still bears the name once it is held, and nobody but its holder removes that.
/// </remarks>
public sealed class RunLock : IDisposable
{
    private const int WouldBlock = 11; // EWOULDBLOCK: what flock says of a lock that somebody holds.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly FileStream file;

    private RunLock(FileStream file) => this.file = file;

    /// <summary>Takes the lock, once nobody else holds it.</summary>
    /// <param name="path">The lock's file; there while somebody holds it, and after a holder that was killed.</param>
    /// <param name="waiting">Told once when somebody holds it: who.</param>
    /// <exception cref="IOException">The file cannot be made.</exception>
    public static RunLock Take(string path, CancellationToken cancel, Action<string>? waiting = null)
    {
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            if (TryTake(path) is { } taken)
            {
                return taken;
            }

            waiting?.Invoke(HolderOf(path));
            waiting = null;
            cancel.WaitHandle.WaitOne(Pause);
        }
    }

    /// <summary>The lock, or null when somebody holds it.</summary>
    public static RunLock? TryTake(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        while (true)
        {
            if (Open(path, FileMode.OpenOrCreate) is not { } file)
            {
                return null;
            }

            try
            {
                if (BearsItsName(file))
                {
                    File.WriteAllText(HolderFileOf(path), string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName}"));

                    return new(file);
                }
            }
            catch
            {
                file.Dispose();
                throw;
            }

            file.Dispose();
        }
    }

    /// <summary>Whether somebody holds it. Changes nothing; a file that is not there is held by nobody.</summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static bool IsHeld(string path)
    {
        try
        {
            // Most are not there, and an exception for each would cost more than all else.
            using var file = File.Exists(path) ? Open(path, FileMode.Open) : null;

            return file is null && File.Exists(path);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Who holds the lock, for people.</summary>
    public static string HolderOf(string path)
    {
        try
        {
            return File.ReadAllText(HolderFileOf(path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return "another process";
        }
    }

    /// <summary>Gives the lock back and removes its files.</summary>
    public void Dispose()
    {
        try
        {
            // Elsewhere nobody could tell that a file has lost its name.
            if (OperatingSystem.IsLinux() && file.CanRead && BearsItsName(file))
            {
                File.Delete(HolderFileOf(file.Name));
                File.Delete(file.Name);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // They are in nobody's way.
        }

        file.Dispose();
    }

    /// <summary>The file, locked; null when somebody else has locked it.</summary>
    private static FileStream? Open(string path, FileMode mode)
    {
        try
        {
            return new(path, mode, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException fault) when (fault.HResult == WouldBlock)
        {
            return null;
        }
    }

    // man 5 proc: the link of a descriptor whose file was removed ends with " (deleted)". A network file system may have renamed it.
    private static bool BearsItsName(FileStream file) =>
        new FileInfo(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{file.SafeFileHandle.DangerousGetHandle()}")).LinkTarget is not { } name
        || Path.GetFileName(name) == Path.GetFileName(file.Name);

    // A file of its own: .NET opens a locked one not even for reading.
    private static string HolderFileOf(string path) => $"{path}.holder";
}
