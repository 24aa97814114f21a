using Reproducible.Backbones;
using Reproducible.Datasets;
using Reproducible.Execution;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Store;
using Reproducible.Strategies;
using Reproducible.Traces;

namespace Reproducible.Tests.Store;

/// <summary>Runs as workers store them, without the training: whole folders in a store of the test's own.</summary>
public abstract class MadeRuns : IDisposable
{
    /// <summary>One run, from scratch.</summary>
    protected static readonly Experiment Asked = new()
    {
        Backbones = [new SmallCnn(4)],
        Datasets = [new Digits { Classes = [0, 1] }],
        Strategies = [new FromScratch()],
        Seeds = [0],
    };

    private static readonly Metrics Measured = new(0.25, 0.75, 0.75, 0.5, 0.625, [[3, 1], [0, 4]]);
    private readonly TemporaryFolder folder = new();

    protected LabOptions Options => new() { Results = folder.Path };

    protected RunStore Store => new(Options.Store);

    /// <summary>What the one experiment asks for.</summary>
    protected Plan Planned => Plan.Of([new("Asked", "", Asked)], Options);

    public void Dispose()
    {
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static string ReceiptOf(RunStore store, string id) => Path.Combine(store.FolderOf(id), ReceiptFile.Name);

    protected string Save(RunSpec spec, LabOptions options) => Save(RunKey.Of(spec, options).Parts);

    /// <returns>The run's id.</returns>
    protected string Save(IReadOnlyDictionary<string, KeyPart> key, Func<Receipt, Receipt>? alter = null)
    {
        var id = RunKey.IdOf(key);
        Store.Objects.Put(CanonicalJson.Utf8(key[KeyParts.Code].Values!));
        using var work = Store.Open(id, CancellationToken.None);
        using (var trace = TraceWriter.Create(work.Trace, id, ["weight"]))
        {
            trace.Step(new(1, 1, 0.5f, 0.01, 0, 0));
            trace.End();
        }

        work.Finish(
            Asked.Runs[0],
            [new(1, 1, 0.01, Measured, Measured)],
            into => File.WriteAllText(Path.Combine(into, RunFiles.Weights), "weights"),
            files => (alter ?? (receipt => receipt))(new()
            {
                Id = id,
                Status = RunStatus.Finished,
                StartedAt = DateTimeOffset.UnixEpoch,
                Key = new Dictionary<string, KeyPart>(key) { [KeyParts.Code] = key[KeyParts.Code] with { Values = null } },
                Experiment = "Asked",
                Environment = new Dictionary<string, string> { ["os"] = "some" },
                Examples = new Dictionary<string, int> { ["train"] = 8 },
                Test = Measured,
                TestByTask = new Dictionary<string, Metrics> { ["parity"] = Measured },
                SourceWeightsSha256 = new('1', 64),
                Patch = new('2', 64),
                WeightsSha256 = files[RunFiles.Weights],
                Overrides = new(Seeds: 1, Epochs: 2),
                Files = files,
            }));

        return id;
    }
}
