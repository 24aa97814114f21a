using System.Globalization;

namespace Reproducible.Store;

/// <summary>The right to work on one run of a store. The system gives it back when its process ends, however that ends, so no lock outlives its holder.</summary>
/// <remarks>flock(2), which .NET takes for a file that is opened without sharing; a network file system must support it.</remarks>
public sealed class RunLock : IDisposable
{
    private const int WouldBlock = 11; // EWOULDBLOCK: what flock says of a lock that somebody holds.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly FileStream file;

    private RunLock(FileStream file) => this.file = file;

    /// <summary>Takes the lock, once nobody else holds it.</summary>
    /// <param name="path">The lock's file; it stays when the lock is given back, since removing it would let two processes hold two files of one name.</param>
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
        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            try
            {
                File.WriteAllText(HolderFileOf(path), string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName}"));

                return new(file);
            }
            catch
            {
                file.Dispose();
                throw;
            }
        }
        catch (IOException fault) when (fault.HResult == WouldBlock)
        {
            return null;
        }
    }

    /// <summary>Whether somebody holds it. Changes nothing; a file that is not there is held by nobody.</summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static bool IsHeld(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

            return false;
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (IOException fault) when (fault.HResult == WouldBlock)
        {
            return true;
        }
    }

    /// <summary>Gives the lock back.</summary>
    public void Dispose() => file.Dispose();

    // A file of its own: .NET opens a locked one not even for reading.
    private static string HolderFileOf(string path) => $"{path}.holder";

    private static string HolderOf(string path)
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
}
