namespace Reproducible.Execution;

/// <summary>Finds out that results cannot be kept before hours were spent on them.</summary>
internal static class StoreFolder
{
    /// <summary>Makes the folder and a file in it, and removes the file.</summary>
    /// <exception cref="ReproducibleException">That fails.</exception>
    public static void Check(string folder)
    {
        var trial = Path.Combine(folder, $".trial-{Environment.ProcessId}");
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(trial, []);
            File.Delete(trial);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ReproducibleException(
                $"Results cannot be written to '{folder}': {fault.Message.TrimEnd('.')}.", "Give rights there, or name another folder with --results=.", fault);
        }
    }
}
