using Reproducible.Backbones;
using Reproducible.Datasets;
using Reproducible.Execution;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Store;
using Reproducible.Strategies;
using Reproducible.Tests.Runs;

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
    protected string Save(IReadOnlyDictionary<string, KeyPart> key, Func<Receipt, Receipt>? alter = null) => Store.Save(key, "Asked", alter: alter);
}
