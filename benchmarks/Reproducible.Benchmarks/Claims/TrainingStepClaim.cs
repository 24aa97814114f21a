using System.Globalization;
using Reproducible.Benchmarks.Measuring;

namespace Reproducible.Benchmarks.Claims;

/// <summary>Steps of the product's training loop beside those of PyTorch's users, of the same first weights and order.</summary>
/// <param name="network">As both sides call it.</param>
/// <param name="batch">Images a step.</param>
/// <param name="steps">Of each time; quick ones are three.</param>
internal abstract class TrainingStepClaim(string network, int batch, int steps) : IClaim
{
    private const int Rounds = 5;

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string Says { get; }

    /// <summary>Of ours.</summary>
    protected virtual string Dtype => "float32";

    /// <summary>Of our rate over the rate of Python's float32.</summary>
    protected abstract Goal Goal { get; }

    /// <inheritdoc/>
    public virtual string? NotAsked(BenchSettings settings) => null;

    /// <inheritdoc/>
    public virtual async Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench, CancellationToken cancel)
    {
        // GPU or not is the claim's own question.
        var (device, folder) = (DeviceOf(bench.Settings), bench.NewFolder());
        var count = bench.Size(steps, 3);
        var size = new[] { batch, count }.Select(number => number.ToString(CultureInfo.InvariantCulture)).ToArray();
        await using var ours = await Bench.OursAsync(cancel, ["step", network, Dtype, .. size, device, folder]).ConfigureAwait(false);
        Task<Participant> PeerAsync(string dtype, bool allocator) =>
            bench.PeerAsync("training_step.py", allocator, cancel, [network, dtype, .. size, device, Path.Combine(folder, "split")]);
        await using var peer = await PeerAsync("float32", allocator: false).ConfigureAwait(false);
        await using var other = await PeerAsync(Dtype, allocator: true).ConfigureAwait(false);
        await using var plain = Dtype == "float32" ? null : await PeerAsync(Dtype, allocator: false).ConfigureAwait(false);
        var same = SameWork.Check(await ours.AskAsync(cancel).ConfigureAwait(false), await (plain ?? peer).AskAsync(cancel).ConfigureAwait(false), coarse: Dtype == "bfloat16" || device != "cpu");
        var sides = new List<(string Who, Participant Side)> { ($"ours, {Dtype}", ours), ("Python, float32", peer), ($"Python, {Dtype}, with our allocator settings", other) };
        if (plain is not null)
        {
            sides.Add(($"Python, {Dtype}", plain));
        }

        var seconds = await bench.InTurnAsync(Rounds, [.. sides.Select(side => (Func<Task<double>>)(() => side.Side.AskAsync("seconds", cancel)))], cancel).ConfigureAwait(false);
        var rates = seconds.Select(sample => sample.Map(value => batch * count / value)).ToList();

        return
        [
            new("images/s, ours / Python's float32", rates[0].Over(rates[1]), Goal)
            {
                Figures = [.. rates.Select((rate, side) => new Figure(sides[side].Who, "images/s", rate))],
                Notes = [$"{count} steps of {batch} images each time, from the first step to the last.", same],
            },
            .. rates.Skip(2).Select((rate, side) => new Finding($"images/s, ours / {sides[side + 2].Who}", rates[0].Over(rate))),
        ];
    }

    /// <summary>Where both sides compute.</summary>
    protected virtual string DeviceOf(BenchSettings settings) => "cpu";
}
