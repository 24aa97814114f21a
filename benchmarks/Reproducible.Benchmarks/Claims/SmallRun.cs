using System.Text.Json;
using Reproducible.Benchmarks.Measuring;

namespace Reproducible.Benchmarks.Claims;

/// <summary>The smallest thing that somebody asks for: one run.</summary>
internal sealed class SmallRun : IClaim
{
    /// <inheritdoc/>
    public string Name => "small-run";

    /// <inheritdoc/>
    public string Says => "One run from scratch with 200 labels, from the start of the process to its written receipt: ours / Python's script";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench, CancellationToken cancel)
    {
        var run = await OneRun.FindAsync(bench, cancel).ConfigureAwait(false);
        async Task<double> CakeAsync(params string[] more) => (await Call.RunAsync(bench.Cake("FromScratch", bench.NewFolder(), [.. run.Words, .. more]), cancel).ConfigureAwait(false)).Seconds;
        async Task<double> PeerAsync(bool allocator) => (await Call.RunAsync(bench.Peer("small_run.py", allocator, [bench.NewFolder(), .. run.PeerWords]), cancel).ConfigureAwait(false)).Seconds;
        var seconds = await bench.InTurnAsync(
            4,
            [
                async () => (await Call.RunAsync(Bench.OneRun(run.Name, bench.NewFolder(), run.Words), cancel).ConfigureAwait(false)).Seconds,
                () => PeerAsync(allocator: false),
                () => PeerAsync(allocator: true),
                () => CakeAsync("--workers=1"),
                () => CakeAsync(),
            ],
            cancel).ConfigureAwait(false);

        return
        [
            new("seconds, ours / Python's", seconds[0].Over(seconds[1]), Goal.AtMost(0.50))
            {
                Figures =
                [
                    new("ours: Reproducible.Worker --run", "s", seconds[0]),
                    new("Python", "s", seconds[1]),
                    new("Python with our allocator settings", "s", seconds[2]),
                    new("ours: dotnet cake --target=FromScratch --seeds=1 --workers=1, tables and other places included", "s", seconds[3]),
                    new("the same with as many workers as cores: one trains and is lent a second core", "s", seconds[4]),
                ],
                Notes = ["30 epochs in batches of 20, a look at 200 validation images after each, a test on 2,000; both write weights, epochs and facts. Ours also writes trace and hashes."],
            },
            new("seconds, ours / Python's with our allocator settings", seconds[0].Over(seconds[2])),
            new("seconds, ours through Cake / Python's", seconds[3].Over(seconds[1])),
            new("seconds, ours through Cake as it comes, with a core lent / Python's", seconds[4].Over(seconds[1])),
        ];
    }
}

/// <summary>Seed 0 of FromScratch, by its name for a worker.</summary>
/// <param name="Words">Arguments that worker and build share.</param>
/// <param name="PeerWords">The same for peer/small_run.py, behind its folder.</param>
internal sealed record OneRun(string Name, string Id, IReadOnlyList<string> Words, IReadOnlyList<string> PeerWords)
{
    /// <summary>Asks the build for its id, which depends on code and machine.</summary>
    public static async Task<OneRun> FindAsync(Bench bench, CancellationToken cancel)
    {
        IReadOnlyList<string> words = ["--seeds=1", .. bench.Size<string[]>([], ["--epochs=2"])];
        var plan = await Call.RunAsync(bench.Cake("Plan", bench.NewFolder(), ["--experiment=FromScratch", "--json", .. words]), cancel).ConfigureAwait(false);
        var id = JsonDocument.Parse(string.Join('\n', plan.Lines)).RootElement.GetProperty("plan").GetProperty("runs")[0].GetProperty("id").GetString()!;

        return new($"FromScratch/{id}", id, words, bench.Size<string[]>([], ["2"]));
    }
}
