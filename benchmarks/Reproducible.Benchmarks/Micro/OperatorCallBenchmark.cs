using BenchmarkDotNet.Attributes;
using static Reproducible.Torch.torch;

namespace Reproducible.Benchmarks.Micro;

/// <summary>What one call through libtorch's dispatcher costs, beside the same sum in C#. A thousand calls a time; the report is of one.</summary>
[MinColumn]
[MedianColumn]
public class OperatorCallBenchmark : IDisposable
{
    private const int Calls = 1000;

    private float[] left = [];
    private float[] right = [];
    private Tensor a = null!;
    private Tensor b = null!;

    /// <summary>Of each tensor.</summary>
    [Params(16, 4096)]
    public int Elements { get; set; }

    /// <summary>The same numbers for all.</summary>
    [GlobalSetup]
    public void Setup()
    {
        set_num_threads(1);
        using var scope = NewDisposeScope();
        (left, right) = (new float[Elements], [.. Enumerable.Repeat(1f, Elements)]);
        a = zeros(Elements).DetachFromDisposeScope();
        b = ones(Elements).DetachFromDisposeScope();
    }

    /// <summary>A loop over two arrays.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Calls)]
    public void Managed()
    {
        for (var call = 0; call < Calls; call++)
        {
            for (var place = 0; place < left.Length; place++)
            {
                left[place] += right[place];
            }
        }
    }

    /// <summary><c>add_</c>, which makes nothing new.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public void InPlace()
    {
        for (var call = 0; call < Calls; call++)
        {
            a.add_(b);
        }
    }

    /// <summary><c>add</c>, whose result is made and freed.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public void New()
    {
        for (var call = 0; call < Calls; call++)
        {
            using var sum = a.add(b);
        }
    }

    /// <inheritdoc/>
    [GlobalCleanup]
    public void Dispose()
    {
        a?.Dispose();
        b?.Dispose();
        GC.SuppressFinalize(this);
    }
}
