using Reproducible.Runs;
using Reproducible.Store;
using static Reproducible.Torch.torch;

namespace Reproducible.Training;

/// <summary>
/// Notes how gradients are spread at each epoch's last step, and passes all on to another recorder. It only reads, so the run has the
/// same bits with it. What was noted before an interruption is gone.
/// </summary>
internal sealed class GradientRecorder(IFlightRecorder inner) : IFlightRecorder
{
    private readonly List<(long Step, string Weight, Histogram Gradient)> noted = [];
    private ILearning learning = null!;

    /// <inheritdoc/>
    public Place? Begin(ILearning learning, int epochs, long steps)
    {
        this.learning = learning;

        return inner.Begin(learning, epochs, steps);
    }

    /// <inheritdoc/>
    public void Draws(Tensor examples, Tensor? images) => inner.Draws(examples, images);

    /// <inheritdoc/>
    public void Lost(long step, int epoch, float loss, double rate) => inner.Lost(step, epoch, loss, rate);

    /// <inheritdoc/>
    public void Rest(long step, bool endOfEpoch, Func<Place> place)
    {
        if (endOfEpoch)
        {
            Note(step);
        }

        inner.Rest(step, endOfEpoch, place);
    }

    /// <inheritdoc/>
    public void Evaluated(EpochMetrics epoch) => inner.Evaluated(epoch);

    /// <summary>Writes gradients.csv.</summary>
    /// <param name="folder">The run's.</param>
    public void Write(string folder) => GradientTable.Write(Path.Combine(folder, RunFiles.Gradients), noted);

    // The gradients of the step just done stand until the next one clears them.
    private void Note(long step)
    {
        using var scope = NewDisposeScope();
        using var plain = no_grad();
        var tensors = learning.Tensors;
        foreach (var name in learning.Changing)
        {
            if (tensors[name].grad is { } gradient && Histogram.Of(gradient.cpu().contiguous().data<float>().Select(value => (double)value)) is { } histogram)
            {
                noted.Add((step, name, histogram));
            }
        }
    }
}
