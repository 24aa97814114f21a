using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Reproducible.Benchmarks.Measuring;

namespace Reproducible.Benchmarks.Claims;

/// <summary>The comparison of the README's first screen, from an empty store.</summary>
internal sealed class CardExperiment : IClaim
{
    private static readonly string[] Frozen = ["FeatureExtraction", "PartialFreeze"];

    /// <inheritdoc/>
    public string Name => "card";

    /// <inheritdoc/>
    public string Says => "Source, five strategies, ten seeds on two cores: `dotnet cake --target=Experiments` from an empty store / one Python process";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench, CancellationToken cancel)
    {
        var peerWords = bench.Size<string[]>([], ["--seeds", "2", "--epochs", "1", "--random-source"]);
        var peers = new List<JsonElement>();
        var seconds = await bench.InTurnAsync(
            2,
            [
                async () =>
                {
                    var results = bench.NewFolder();
                    var call = await Call.RunAsync(Experiments(bench, results), cancel).ConfigureAwait(false);
                    bench.ExperimentsDone = results;

                    return call.Seconds;
                },
                async () =>
                {
                    var call = await Call.RunAsync(bench.Peer("tshirt_pullover.py", allocator: false, peerWords), cancel).ConfigureAwait(false);
                    peers.Add(JsonDocument.Parse(call.Lines[^1]).RootElement);

                    return call.Seconds;
                },
            ],
            cancel,
            warmUps: 0).ConfigureAwait(false);
        var cached = await Call.RunAsync(bench.Peer("tshirt_pullover.py", allocator: false, ["--random-source", "--cache", .. peerWords, "--only", .. Frozen]), cancel).ConfigureAwait(false);
        var threads = await Call.RunAsync(bench.Peer("tshirt_pullover.py", allocator: false, [.. peerWords, "--threads", $"{Bench.Workers}"]), cancel).ConfigureAwait(false);
        var saved = Frozen.Sum(name => Seconds(peers[^1], name) - Seconds(JsonDocument.Parse(cached.Lines[^1]).RootElement, name));
        var byHand = seconds[1].Map(value => value - saved);

        return
        [
            new("seconds, ours / Python's", seconds[0].Over(seconds[1]), Goal.AtMost(0.35))
            {
                Figures =
                [
                    new("ours, Cake and report included", "s", seconds[0]),
                    new("Python", "s", seconds[1]),
                    new($"Python with {Bench.Workers} threads, once", "s", new([threads.Seconds])),
                    new("Python, features of frozen stages cached by hand", "s", byHand),
                    .. peers[0].GetProperty("seconds").EnumerateObject().Select(part => new Figure($"Python, of these {part.Name}", "s", new([.. peers.Select(peer => Seconds(peer, part.Name))]))),
                ],
                Notes =
                [
                    $"51 runs; ours with {Bench.Workers} workers, one thread an operator, and the core of a worker that waits lent to the other; Python with one thread. Python's draws are its own.",
                    $"Mean test accuracy, ours and Python's: {string.Join("; ", Accuracies(bench.ExperimentsDone!, peers[^1]))}.",
                ],
            },
            new("seconds, ours / Python's with features cached by hand", seconds[0].Over(byHand)),
            new($"seconds, ours / Python's with {Bench.Workers} threads", seconds[0].Map(value => value / threads.Seconds)),
        ];
    }

    /// <summary>The call that is measured; quick, of one experiment that needs no source.</summary>
    internal static ProcessStartInfo Experiments(Bench bench, string results, params IEnumerable<string> words) => bench.Cake(
        bench.Size("Experiments", "FromScratch"), results, [$"--workers={Bench.Workers}", .. bench.Size<string[]>([], ["--seeds=2", "--epochs=1"]), .. words]);

    private static double Seconds(JsonElement peer, string part) => peer.GetProperty("seconds").GetProperty(part).GetDouble();

    /// <summary>Of each strategy, from our tables and from the peer's last line.</summary>
    private static IEnumerable<string> Accuracies(string results, JsonElement peer) =>
        from strategy in peer.GetProperty("accuracy").EnumerateObject()
        let table = Path.Combine(results, strategy.Name, "summary.csv")
        where File.Exists(table)
        let ours = SummaryTable.MeanAccuracy(table)
        select string.Create(CultureInfo.InvariantCulture, $"{strategy.Name} {100 * ours:0.00} and {100 * strategy.Value.GetDouble():0.00} %");
}
