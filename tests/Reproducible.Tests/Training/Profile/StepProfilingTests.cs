using System.Text.Json;
using Reproducible.Keys;
using Reproducible.Strategies;
using Reproducible.Traces;
using Reproducible.Training;
using static Reproducible.Torch.torch;

namespace Reproducible.Tests.Training;

public sealed class StepProfilingTests : SmallRuns
{
    private readonly ProfileWindow window = new(After: 2, Steps: 4);

    private string TraceFile => Path.Combine(Options.Results, "profile", "trace.json");

    [Fact]
    public void Changes_no_bit_of_the_weights()
    {
        var (plain, watched) = (new List<byte>(), new List<byte>());
        Computation.Run(Source, CPU, 1, dataset => dataset.Read(folder: null), null, new AtOneStep(6, learning => plain.AddRange(BitsOf(learning))));

        using var profile = new ProfileRecorder(window, CancellationToken.None);
        Assert.Throws<OperationCanceledException>(() => Computation.Run(Source, CPU, 1, dataset => dataset.Read(folder: null), null, new Both(new AtOneStep(6, learning => watched.AddRange(BitsOf(learning))), profile)));

        Assert.True(profile.IsDone);
        Assert.NotEmpty(plain);
        Assert.Equal(plain, watched);
    }

    [Fact]
    public void Has_the_losses_of_the_run_itself()
    {
        var run = Execute(Source);
        var summary = StepProfiling.Run(Source, Options, window, TraceFile, CancellationToken.None);

        Assert.Equal(Trace.Read(Path.Combine(run.Folder, "trace.bin")).Steps.Take(6).Select(step => step.Loss), summary.Losses);
        Assert.Equal((2, 4, 0), (summary.After, summary.Steps, summary.Dropped));
    }

    [Fact]
    public void Finds_convolutions_in_the_network_and_adam_in_the_optimizer()
    {
        var summary = StepProfiling.Run(Source, Options, window, TraceFile, CancellationToken.None);

        Assert.Equal([StepPhase.Data, StepPhase.Forward, StepPhase.Backward, StepPhase.Optimizer, StepPhase.Recording], summary.Phases.Select(phase => phase.Phase));
        Assert.Contains(summary.Operators, row => row is { Phase: StepPhase.Forward, Operator: "aten::convolution" } && row.Calls % 4 == 0);
        Assert.Contains(summary.Operators, row => row is { Phase: StepPhase.Backward, Operator: "aten::convolution_backward" });
        Assert.Contains(summary.Operators, row => row is { Phase: StepPhase.Optimizer, Operator: "reproducible::adam_", Calls: 4 });
        Assert.DoesNotContain(summary.Operators, row => row.Phase != StepPhase.Backward && row.Operator.EndsWith("_backward", StringComparison.Ordinal));
        Assert.All(summary.Operators, row => Assert.True(row.SelfMilliseconds >= 0, row.ToString()));
    }

    [Fact]
    public void A_trace_that_cannot_be_written_is_refused_with_the_argument_that_names_another_file()
    {
        Directory.CreateDirectory(Options.Results);
        File.WriteAllText(Path.GetDirectoryName(TraceFile)!, "");

        var fault = Assert.Throws<ReproducibleException>(() => StepProfiling.Run(Source, Options, window, TraceFile, CancellationToken.None));

        Assert.Contains(TraceFile, fault.Problem, StringComparison.Ordinal);
        Assert.Contains("--output=", fault.Remedy, StringComparison.Ordinal);
    }

    /// <summary>By the Trace Event Format: an object with traceEvents; complete events have name, ph X, ts and dur in microseconds, pid and tid; metadata has args.</summary>
    [Fact]
    public void Writes_complete_events_that_lie_inside_each_other()
    {
        StepProfiling.Run(Source, Options, window, TraceFile, CancellationToken.None);

        using var document = JsonDocument.Parse(File.ReadAllBytes(TraceFile));
        var events = document.RootElement.GetProperty("traceEvents").EnumerateArray().ToList();
        var complete = events.Where(entry => Text(entry, "ph") == "X").Select(entry => (
            Name: Text(entry, "name"), Thread: entry.GetProperty("tid").GetInt32(), Begin: entry.GetProperty("ts").GetDecimal(), End: entry.GetProperty("ts").GetDecimal() + entry.GetProperty("dur").GetDecimal())).ToList();
        Assert.All(events, entry => Assert.True(Text(entry, "ph") is "X" or "M"));
        Assert.All(events, entry => Assert.Equal(1, entry.GetProperty("pid").GetInt32()));
        Assert.All(events.Where(entry => Text(entry, "ph") == "M"), entry => Assert.NotEmpty(Text(entry.GetProperty("args"), "name")!));
        Assert.All(complete, entry => Assert.True(entry.Begin >= 0 && entry.End >= entry.Begin));
        Assert.Equal(["step 3", "step 4", "step 5", "step 6"], complete.Where(entry => entry.Name!.StartsWith("step ", StringComparison.Ordinal)).Select(entry => entry.Name));
        foreach (var thread in complete.GroupBy(entry => entry.Thread))
        {
            var open = new Stack<decimal>();
            foreach (var (_, _, begin, end) in thread)
            {
                while (open.TryPeek(out var outer) && outer <= begin)
                {
                    open.Pop();
                }

                Assert.True(!open.TryPeek(out var around) || end <= around, "Events of a thread overlap.");
                open.Push(end);
            }
        }

        Assert.Equal(RunKey.Of(Source, Options).Id, Text(document.RootElement.GetProperty("otherData"), "id"));
    }

    [Fact]
    public void Counts_a_look_at_the_validation_split_for_itself()
    {
        Execute(Source);
        var target = Target(new FeatureExtraction());

        // 40 examples in batches of 16: an epoch is three steps, so the fourth begins with an evaluation.
        var summary = StepProfiling.Run(target, Options, window, TraceFile, CancellationToken.None);

        Assert.Equal(StepPhase.Evaluation, summary.Phases[0].Phase);
        Assert.DoesNotContain(summary.Operators, row => row.Operator.Contains("convolution", StringComparison.Ordinal) && row.Phase == StepPhase.Backward);
    }

    [Fact]
    public void Says_that_a_run_is_too_short()
    {
        var fault = Assert.Throws<ReproducibleException>(() => StepProfiling.Run(Source, Options, new(After: 1_000_000), TraceFile, CancellationToken.None));

        Assert.Contains("steps, and 1000000 of them are warm-up", fault.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(TraceFile));
    }

    [Fact]
    public void Takes_what_there_is_of_a_run_that_is_shorter_than_the_window() =>
        Assert.Equal(1, StepProfiling.Run(Source with { Recipe = Source.Recipe with { Steps = 3 } }, Options, window, TraceFile, CancellationToken.None).Steps);

    /// <summary>Of all that training changes.</summary>
    private static IEnumerable<byte> BitsOf(ILearning learning) =>
        learning.Changing.SelectMany(name => learning.Tensors[name].detach().contiguous().bytes.ToArray());

    private static string? Text(JsonElement entry, string name) => entry.GetProperty(name).GetString();
}
