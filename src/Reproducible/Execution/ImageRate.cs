namespace Reproducible.Execution;

/// <summary>How fast a run learns, over the last second or the time since it last said how far it is. Safe to read while it is noted.</summary>
internal sealed class ImageRate
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private (long Images, TimeSpan At)? mark;
    private double? perSecond;

    /// <summary>Training images a second; null until two words are a window apart.</summary>
    public double? PerSecond
    {
        get
        {
            lock (gate)
            {
                return perSecond;
            }
        }
    }

    /// <param name="images">Learned from so far. Fewer than before: it began anew.</param>
    /// <param name="at">Since any moment, the same each time.</param>
    public void Note(long images, TimeSpan at)
    {
        lock (gate)
        {
            if (mark is not { } last || images < last.Images)
            {
                mark = (images, at);
            }
            else if (at - last.At >= Window)
            {
                perSecond = (images - last.Images) / (at - last.At).TotalSeconds;
                mark = (images, at);
            }
        }
    }
}
