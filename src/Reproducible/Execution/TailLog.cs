namespace Reproducible.Execution;

/// <summary>The last lines that a process printed; older ones are dropped. Safe to use from several threads.</summary>
internal sealed class TailLog
{
    private const int MostLines = 200;
    private const int MostLetters = 2000; // of one line: a flood without line ends must not fill memory.
    private readonly Queue<string> lines = new();

    public void Add(string? line)
    {
        if (string.IsNullOrEmpty(line))
        {
            return;
        }

        lock (lines)
        {
            lines.Enqueue(line.Length > MostLetters ? $"{line[..MostLetters]}…" : line);
            if (lines.Count > MostLines)
            {
                lines.Dequeue();
            }
        }
    }

    public void Clear()
    {
        lock (lines)
        {
            lines.Clear();
        }
    }

    /// <summary>The last <paramref name="most"/> lines, with a line end between them.</summary>
    public string Text(int most = MostLines)
    {
        lock (lines)
        {
            return string.Join('\n', lines.TakeLast(most));
        }
    }
}
