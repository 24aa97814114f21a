using System.Text.Json;
using Reproducible.Benchmarks.Measuring;
using Reproducible.Store;

namespace Reproducible.Benchmarks.Claims;

/// <summary>What a worker needs of memory for the run of <see cref="SmallRun"/>.</summary>
internal sealed class PeakMemory : IClaim
{
    /// <inheritdoc/>
    public string Name => "peak-memory";

    /// <inheritdoc/>
    public string Says => "Largest resident memory during one run from scratch with 200 labels: a worker's / Python's";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench, CancellationToken cancel)
    {
        var run = await OneRun.FindAsync(bench, cancel).ConfigureAwait(false);
        var bytes = await bench.InTurnAsync(
            3,
            [
                async () =>
                {
                    var results = bench.NewFolder();
                    await Call.RunAsync(Bench.OneRun(run.Name, results, run.Words), cancel).ConfigureAwait(false);

                    return new RunStore(Path.Combine(results, "store")).FindReceipt(run.Id)!.PeakMemoryBytes;
                },
                async () =>
                {
                    var said = await Call.RunAsync(bench.Peer("small_run.py", allocator: false, [bench.NewFolder(), .. run.PeerWords]), cancel).ConfigureAwait(false);

                    return JsonDocument.Parse(said.Lines[^1]).RootElement.GetProperty("peak_bytes").GetDouble();
                },
            ],
            cancel,
            warmUps: 0).ConfigureAwait(false);

        return
        [
            new("bytes, ours / Python's", bytes[0].Over(bytes[1]), Goal.AtMost(1.00))
            {
                Figures = [new("our worker", "MB", bytes[0].Map(value => value / 1e6)), new("Python", "MB", bytes[1].Map(value => value / 1e6))],
                Notes = ["The system's own count of each process, VmHWM; both hold all 70,000 images."],
            },
        ];
    }
}
