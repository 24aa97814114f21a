using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Tests;

public class DisposeScopeTests
{
    [Fact]
    public void What_moves_out_lives_until_the_outer_scope_ends()
    {
        Tensor kept;
        using (var outer = NewDisposeScope())
        {
            using (var inner = NewDisposeScope())
            {
                var lost = ones(1);
                kept = inner.MoveToOuter(lost + 1);

                Assert.Equal(1, inner.DisposablesCount);
                Assert.Equal(1, outer.DisposablesCount);
            }

            Assert.Equal(2f, kept.item<float>());
        }

        Assert.True(kept.IsInvalid);
    }

    [Fact]
    public void What_is_detached_lives_until_it_is_disposed_of()
    {
        Tensor byScope, byItself;
        using (var scope = NewDisposeScope())
        {
            byScope = scope.Detach(ones(1));
            byItself = ones(1).DetachFromDisposeScope();
        }

        Assert.Equal(2f, (byScope + byItself).item<float>());

        byScope.Dispose();
        byItself.Dispose();
    }

    [Fact]
    public void Attaching_takes_a_tensor_over_from_nobody_or_from_another_scope()
    {
        var stray = ones(1).DetachFromDisposeScope();
        using (var outer = NewDisposeScope())
        {
            var mine = ones(1);
            using (var inner = NewDisposeScope())
            {
                inner.Attach(stray);
                inner.Attach([mine]);
            }

            Assert.True(stray.IsInvalid);
            Assert.True(mine.IsInvalid);
            Assert.Equal(0, outer.DisposablesCount);
        }
    }

    [Fact]
    public void MoveToOuterDisposeScope_moves_by_one_scope()
    {
        using var outer = NewDisposeScope();
        Tensor kept;
        using (NewDisposeScope())
        {
            kept = ones(1).MoveToOuterDisposeScope();
        }

        Assert.False(kept.IsInvalid);
        Assert.Equal(1, outer.DisposablesCount);
    }

    [Fact]
    public void Everything_but_what_is_named_can_be_disposed_of_early()
    {
        using var scope = NewDisposeScope();
        var (kept, lost) = (ones(1), ones(1));
        scope.DisposeEverythingBut([kept]);

        Assert.False(kept.IsInvalid);
        Assert.True(lost.IsInvalid);
        Assert.Equal(1, scope.DisposablesCount);

        scope.DisposeEverything();

        Assert.True(kept.IsInvalid);
    }

    [Fact]
    public void A_wrapped_computation_leaves_its_result_alone()
    {
        var before = LiveTensors.Settled();
        using var result = WrappedTensorDisposeScope(() => (ones(2) + ones(2)).sum());

        Assert.Equal(4f, result.item<float>());
        Assert.Equal(before + 1, Tensor.TotalCount);
    }

    [Fact]
    public void Tensors_of_another_thread_are_not_this_scopes()
    {
        using var scope = NewDisposeScope();
        Tensor? foreign = null;
        var thread = new Thread(() => foreign = ones(1));
        thread.Start();
        thread.Join();

        Assert.Equal(0, scope.DisposablesCount);

        foreign!.Dispose();
    }

    [Fact]
    public void Closing_out_of_order_is_refused()
    {
        var outer = NewDisposeScope();
        var inner = NewDisposeScope();

        Assert.Throws<InvalidOperationException>(outer.Dispose);

        inner.Dispose();
        outer.Dispose();
        outer.Dispose();
    }

    [Fact]
    public void Closing_on_another_thread_is_refused()
    {
        using var scope = NewDisposeScope();
        Exception? refusal = null;
        var thread = new Thread(() => refusal = Record.Exception(scope.Dispose));
        thread.Start();
        thread.Join();

        Assert.IsType<InvalidOperationException>(refusal);
    }

    [Fact]
    public void A_long_loop_that_disposes_by_hand_does_not_grow_the_scope()
    {
        using var scope = NewDisposeScope();
        for (var i = 0; i < 10_000; i++)
        {
            ones(1).Dispose();
        }

        Assert.Equal(0, scope.DisposablesCount);
        Assert.InRange(scope.Held, 0, 64);
    }

    [Fact]
    public void A_forgotten_tensor_is_freed_by_the_finalizer()
    {
        var before = LiveTensors.Settled();
        Forget();

        Assert.Equal(before, LiveTensors.Settled());
    }

    [Fact]
    public void Disposing_twice_frees_once()
    {
        var before = LiveTensors.Settled();
        var one = ones(1);
        one.Dispose();
        one.Dispose();

        Assert.Equal(before, Tensor.TotalCount);
        Assert.Contains("disposed", Assert.Throws<InvalidOperationException>(() => one.item<float>()).Message, StringComparison.Ordinal);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void Forget()
    {
        for (var i = 0; i < 100; i++)
        {
            _ = ones(1);
        }
    }
}
