using Reproducible.Torch.Profiling;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Tests.Profiling;

public sealed class OperatorRecordingTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Names_each_operator_and_puts_inner_ones_inside_outer_ones()
    {
        var (left, right) = (ones(2, 3), ones(2, 3));
        using var recording = OperatorRecording.Start();
        var before = OperatorRecording.Now;
        nn.functional.linear(left, right);
        var after = OperatorRecording.Now;

        var events = recording.Stop();

        Assert.Equal("aten::linear", events[0].Name);
        Assert.Contains(events.Skip(1), inner => inner.Name is "aten::mm" or "aten::matmul" or "aten::addmm");
        Assert.All(events, found => Assert.InRange(found.Begin, before, found.End));
        Assert.All(events, found => Assert.InRange(found.End, found.Begin, events[0].End));
        Assert.InRange(events[0].End, before, after);
        Assert.Equal(0, recording.Dropped);
    }

    [Fact]
    public void Tells_the_nodes_of_a_backward_pass()
    {
        var x = ones(3, requires_grad: true);
        var loss = x.mul(x).sum();
        using var recording = OperatorRecording.Start();
        loss.backward();

        var events = recording.Stop();

        Assert.Contains(events, found => found is { Name: "SumBackward0", IsBackward: true });
        Assert.Contains(events, found => found is { Name: "aten::mul", IsBackward: false });
    }

    [Fact]
    public void Keeps_as_many_as_were_asked_for_and_counts_the_others()
    {
        var x = ones(3);
        using var recording = OperatorRecording.Start(most: 2);
        for (var step = 0; step < 5; step++)
        {
            x.neg();
        }

        Assert.Equal(2, recording.Stop().Count);
        Assert.Equal(3, recording.Dropped);
    }

    [Fact]
    public void Records_nothing_after_its_end_and_starts_afresh()
    {
        var x = ones(3);
        OperatorRecording.Start().Dispose();
        x.neg();
        using var recording = OperatorRecording.Start();
        x.exp();

        Assert.Equal(["aten::exp"], recording.Stop().Select(found => found.Name));
    }

    [Fact]
    public void Refuses_a_second_recording_at_the_same_time_and_a_second_stop()
    {
        using var recording = OperatorRecording.Start();

        Assert.Contains("already", Assert.Throws<TorchException>(() => OperatorRecording.Start()).Message, StringComparison.Ordinal);
        recording.Stop();
        Assert.Contains("before", Assert.Throws<TorchException>(recording.Stop).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Keeps_the_bits_of_what_it_watches()
    {
        Assert.Equal(Train(watched: false), Train(watched: true));
    }

    private static float[] Train(bool watched)
    {
        using var inner = NewDisposeScope();
        manual_seed(7);
        using var layer = nn.Linear(5, 3);
        using var optimizer = optim.AdamW(layer.parameters());
        var (input, target) = (randn(8, 5), randn(8, 3));
        using var recording = watched ? OperatorRecording.Start() : null;
        for (var step = 0; step < 3; step++)
        {
            optimizer.zero_grad();
            nn.functional.mse_loss(layer.call(input), target).backward();
            optimizer.step();
        }

        return [.. layer.weight!.detach().data<float>()];
    }
}
