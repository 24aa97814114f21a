using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Reproducible.Benchmarks.Micro;

/// <summary>How BenchmarkDotNet measures here.</summary>
internal static class MicroConfiguration
{
    public static IConfig Make()
    {
        // Many iterations of few calls: other work on the machine only ever adds time, and their minimum finds the moments without it.
        var job = Job.ShortRun.WithIterationCount(100).WithInvocationCount(4).WithUnrollFactor(1)

            // In this process: one that BenchmarkDotNet generates would neither find the native shim nor get past warnings as errors.
            .WithToolchain(InProcessEmitToolchain.Instance);

        return DefaultConfig.Instance.AddJob(job).WithArtifactsPath(Path.Combine("artifacts", "benchmarks"));
    }
}
