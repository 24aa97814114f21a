using System.Globalization;
using Reproducible.Execution;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Store;
using Reproducible.Strategies;
using Reproducible.Training;

namespace Reproducible.Tests.Training;

/// <summary>A culture as on German and Swedish machines: comma, points between thousands, another minus sign, another order of dates.</summary>
public sealed class CultureTests : SmallRuns
{
    private static readonly RunSpec Spec = Target(new PartialFreeze(1)) with { Recipe = new() { Epochs = 2, BatchSize = 16, LearningRate = 0.0123, WeightDecay = 1.5e-7, Optimizer = new Sgd(0.9) } };

    private readonly (CultureInfo? New, CultureInfo Here) before = (CultureInfo.DefaultThreadCurrentCulture, CultureInfo.CurrentCulture);

    [Fact]
    public void This_culture_does_write_numbers_otherwise()
    {
        UseComma();

        Assert.Equal("−1.234,5", (-1234.5).ToString("N1", CultureInfo.CurrentCulture));
        Assert.Equal("0,0123", $"{0.0123}");
    }

    [Fact]
    public void Keys_are_the_same()
    {
        var (parts, id, text) = Look();
        UseComma();

        Assert.Equal((id, text), (Look().Id, Look().Text));
        Assert.Equal(parts, Look().Parts);

        (List<(string, string, string?)> Parts, string Id, string Text) Look()
        {
            var key = RunKey.Of(Spec, Options);

            return ([.. key.Parts.Select(part => (part.Key, part.Value.Sha256, string.Join('\n', part.Value.Values!)))!], key.Id, Spec.ToString());
        }
    }

    [Fact]
    public void A_run_writes_the_same_bytes()
    {
        var plain = Files("plain");
        UseComma();
        var comma = Files("comma");

        Assert.Equal(["metrics.csv", "system.csv", "trace.bin", "weights.safetensors"], plain.Files.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(Computed(plain), Computed(comma));

        // What differs by nature, times and memory, is made equal; the rest, test metrics among it, is written to the same bytes.
        var same = plain with { StartedAt = comma.StartedAt, TrainSeconds = comma.TrainSeconds, TotalSeconds = comma.TotalSeconds, PeakMemoryBytes = comma.PeakMemoryBytes, Features = comma.Features, Files = comma.Files };
        Assert.Equal(ReceiptFile.Write(same), ReceiptFile.Write(comma));
    }

    [Fact]
    public void What_one_culture_wrote_another_reads()
    {
        var written = RunExecution.Execute("Small", Source, Options, new Progress<RunProgress>(), CancellationToken.None);
        UseComma();
        var read = new RunStore(Options.Store).Find(Source, written.Receipt.Id)!;

        Assert.Equivalent(written.Receipt, read.Receipt, strict: true);
        Assert.Equivalent(written.Epochs, read.Epochs, strict: true);
        Assert.Empty(RunCheck.Faults(new(Options.Store), written.Receipt.Id));
    }

    public override void Dispose()
    {
        (CultureInfo.DefaultThreadCurrentCulture, CultureInfo.CurrentCulture) = before;
        base.Dispose();
    }

    // A clone, as this product runs without the cultures' data.
    private static void UseComma()
    {
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (comma.NumberFormat.NumberDecimalSeparator, comma.NumberFormat.NumberGroupSeparator, comma.NumberFormat.NegativeSign) = (",", ".", "−");
        (comma.DateTimeFormat.DateSeparator, comma.DateTimeFormat.TimeSeparator, comma.DateTimeFormat.ShortDatePattern) = (".", ".", "dd/MM/yyyy");
        (CultureInfo.DefaultThreadCurrentCulture, CultureInfo.CurrentCulture) = (comma, comma);
    }

    // What the machine did meanwhile is measured, not computed.
    private static IEnumerable<KeyValuePair<string, string>> Computed(Receipt receipt) => receipt.Files.Where(file => file.Key != RunFiles.System);

    private Receipt Files(string elsewhere)
    {
        var options = Options with { Results = Path.Combine(Options.Results, elsewhere) };
        RunExecution.Execute("Small", Source, options, new Progress<RunProgress>(), CancellationToken.None);

        return RunExecution.Execute("Small", Spec, options, new Progress<RunProgress>(), CancellationToken.None).Receipt;
    }
}
