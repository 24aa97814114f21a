using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Reproducible.Benchmarks;

// Many iterations of few calls: other work on the machine only ever adds time, and their minimum finds the moments without it.
var job = Job.ShortRun.WithIterationCount(100).WithInvocationCount(4).WithUnrollFactor(1)

    // In this process: one that BenchmarkDotNet generates would neither find the native shim nor get past warnings as errors.
    .WithToolchain(InProcessEmitToolchain.Instance);
var config = DefaultConfig.Instance.AddJob(job).WithArtifactsPath(Path.Combine("artifacts", "benchmarks"));
switch (args)
{
    case ["store", .. var words]:
        StoreScale.Do(words);
        break;
    case ["mlflow", var server, var rounds, .. { Length: > 0 } peer]: // Two programs in turn, which BenchmarkDotNet does not time.
        await MlflowLogging.RunAsync(new(server), int.Parse(rounds, CultureInfo.InvariantCulture), peer);
        break;
    case ["recording", .. var words]:
        RecordingCost.Print(words is [var filter, ..] ? filter : "");
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
        break;
}
