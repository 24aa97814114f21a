using Reproducible.Runs;
using Reproducible.Torch.Profiling;
using static Reproducible.Torch.torch;

namespace Reproducible.Training;

/// <summary>Records the operators of some steps and leaves the run after them.</summary>
internal sealed class ProfileRecorder(ProfileWindow window, CancellationToken cancel) : IFlightRecorder, IDisposable
{
    private readonly List<StepMarks> marks = [];
    private readonly List<float> losses = [];
    private OperatorRecording? recording;
    private IReadOnlyList<OperatorEvent>? events;
    private long last;
    private long begin;
    private long evaluated;
    private long drawn;
    private long lost;

    /// <summary>Whether all steps are profiled: the run was left on purpose.</summary>
    public bool IsDone => events is not null;

    /// <summary>What was seen.</summary>
    /// <exception cref="ReproducibleException">The run ended before the last step.</exception>
    public StepProfile Profile => events is not null ? new(window with { Steps = marks.Count }, marks, events, recording!.Dropped, losses) : throw new ReproducibleException(
        $"The loss of step {losses.Count} is not finite, so the run ended before what was to be profiled.", "Profile another run, or fewer steps with --steps= and --warm-up=.");

    /// <inheritdoc/>
    public Place? Begin(ILearning learning, int epochs, long steps)
    {
        if (steps <= window.After)
        {
            throw new ReproducibleException($"The run has {steps} steps, and {window.After} of them are warm-up; none is left to profile.", "Name fewer with --warm-up=.");
        }

        last = Math.Min(steps, (long)window.After + window.Steps);
        if (window.After == 0)
        {
            Start();
        }

        return null;
    }

    /// <inheritdoc/>
    public void Draws(Tensor examples, Tensor? images) => drawn = OperatorRecording.Now;

    /// <inheritdoc/>
    public void Lost(long step, int epoch, float loss, double rate)
    {
        lost = OperatorRecording.Now;
        losses.Add(loss);
    }

    /// <inheritdoc/>
    public void Rest(long step, bool endOfEpoch, Func<Place> place)
    {
        cancel.ThrowIfCancellationRequested();
        if (recording is not null)
        {
            var end = OperatorRecording.Now;
            marks.Add(new(step, begin, Math.Max(begin, evaluated), drawn, lost, end));
            begin = end;
        }

        if (step == last)
        {
            events = recording!.Stop();
            throw new OperationCanceledException("The profile is done.");
        }

        if (step == window.After)
        {
            Start();
        }
    }

    /// <inheritdoc/>
    public void Evaluated(EpochMetrics epoch) => evaluated = OperatorRecording.Now;

    /// <inheritdoc/>
    public void Dispose() => recording?.Dispose();

    private void Start()
    {
        recording = OperatorRecording.Start();
        begin = OperatorRecording.Now;
    }
}
