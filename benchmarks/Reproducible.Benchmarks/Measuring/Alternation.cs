namespace Reproducible.Benchmarks.Measuring;

/// <summary>Several ways to do the same work, in turn, round by round: what else goes on in the machine meets all of them.</summary>
internal static class Alternation
{
    /// <param name="rounds">Rounds that count. At least 1.</param>
    /// <param name="warmUps">Rounds before them that do not.</param>
    /// <param name="said">Told of each round, as text.</param>
    /// <returns>A sample a way, in their order. Each round begins with another way, so that none always comes after the same one.</returns>
    public static async Task<IReadOnlyList<Sample>> MeasureAsync(
        int rounds, int warmUps, IReadOnlyList<Func<Task<double>>> ways, Action<string> said, CancellationToken cancel)
    {
        var values = ways.Select(_ => new double[rounds]).ToList();
        for (var round = -warmUps; round < rounds; round++)
        {
            for (var turn = 0; turn < ways.Count; turn++)
            {
                cancel.ThrowIfCancellationRequested();
                var way = (round + warmUps + turn) % ways.Count;
                var value = await ways[way]().ConfigureAwait(false);
                if (round >= 0)
                {
                    values[way][round] = value;
                }
            }

            said(round < 0 ? "warm" : $"{round + 1}/{rounds}: {string.Join("  ", values.Select(way => Numbers.Text(way[round])))}");
        }

        return [.. values.Select(way => new Sample(way))];
    }
}
