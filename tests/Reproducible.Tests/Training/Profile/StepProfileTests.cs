using Reproducible.Torch.Profiling;
using Reproducible.Training;

namespace Reproducible.Tests.Training;

public class StepProfileTests
{
    private const long Ms = 1_000_000;

    // One step of 100 ms: evaluated at 10, drawn at 20, lost at 90.
    private static readonly StepMarks Step = new(6, 0, 10 * Ms, 20 * Ms, 90 * Ms, 100 * Ms);

    private static readonly OperatorEvent[] Events =
    [
        At("aten::index_select", 12, 15),
        At("aten::conv2d", 20, 40),
        At("aten::convolution", 21, 39),
        At("autograd::engine::evaluate_function: ConvolutionBackward0", 45, 75),
        At("ConvolutionBackward0", 46, 74, isBackward: true),
        At("aten::convolution_backward", 50, 70),
        At("aten::add_", 80, 82),
        At("aten::add_", 82, 85),
    ];

    [Fact]
    public void Tells_forward_backward_and_optimizer_apart_by_what_autograd_runs() => Assert.Equal(
        [
            (StepPhase.Evaluation, 0, 10), (StepPhase.Data, 10, 20), (StepPhase.Forward, 20, 45), (StepPhase.Backward, 45, 75), (StepPhase.Optimizer, 75, 90), (StepPhase.Recording, 90, 100),
        ],
        Profile(Events).Spans.Select(span => (span.Phase, (int)(span.Begin / Ms), (int)(span.End / Ms))));

    [Fact]
    public void Gives_each_operator_its_own_time_without_those_inside_it()
    {
        var rows = Profile(Events).Summary().Operators;

        Assert.Equal(
            [
                ("aten::convolution_backward", StepPhase.Backward, 1, 20),
                ("aten::convolution", StepPhase.Forward, 1, 18),
                ("ConvolutionBackward0", StepPhase.Backward, 1, 8),
                ("aten::add_", StepPhase.Optimizer, 2, 5),
                ("aten::index_select", StepPhase.Data, 1, 3),
                ("aten::conv2d", StepPhase.Forward, 1, 2),
                ("autograd::engine", StepPhase.Backward, 1, 2),
            ],
            rows.Select(row => (row.Operator, row.Phase, row.Calls, row.SelfMilliseconds)));
    }

    [Fact]
    public void Adds_up()
    {
        var summary = Profile(Events).Summary();

        Assert.Equal(100, summary.Milliseconds);
        Assert.Equal(summary.Milliseconds, summary.Phases.Sum(phase => phase.Milliseconds), 9);
        Assert.Equal(summary.Operators.Sum(row => row.SelfMilliseconds), summary.Phases.Sum(phase => phase.InOperators), 9);
        Assert.Equal((25, 20), summary.Phases.Where(phase => phase.Phase == StepPhase.Forward).Select(phase => (phase.Milliseconds, phase.InOperators)).Single());
    }

    [Fact]
    public void Does_not_take_an_operator_of_another_thread_for_an_inner_one()
    {
        var other = At("aten::mul", 22, 30) with { Thread = 2 };

        Assert.Equal(2, Profile([.. Events[..2], other, .. Events[2..]]).Summary().Operators.Single(row => row.Operator == "aten::conv2d").SelfMilliseconds);
    }

    [Fact]
    public void Names_a_node_that_the_shim_adds_by_its_class() => Assert.Contains(
        Profile([At("torch::autograd::CppNode<rt::(anonymous namespace)::BatchNormRelu>", 45, 46, isBackward: true)]).Summary().Operators, row => row.Operator == "BatchNormRelu");

    [Fact]
    public void Has_no_backward_pass_where_nothing_was_learned() =>
        Assert.DoesNotContain(Profile(Events[..3]).Spans, span => span.Phase is StepPhase.Backward or StepPhase.Optimizer);

    private static StepProfile Profile(OperatorEvent[] events) => new(new(5, 1), [Step], events, 0, [0.5f]);

    private static OperatorEvent At(string name, int begin, int end, bool isBackward = false) => new(name, begin * Ms, end * Ms, 1, isBackward);
}
