using Reproducible.Backbones;
using Reproducible.Datasets;
using Reproducible.Execution;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Store;
using Reproducible.Strategies;

namespace Reproducible.Tests.Runs;

/// <summary>Why a run is not reused, word for word. Receipts are as runs write them, without the runs.</summary>
public sealed class PlanReasonTests : IDisposable
{
    private static readonly Experiment First = new()
    {
        Backbones = [new SmallCnn(4)],
        Datasets = [new Digits { Classes = [0, 1] }],
        Strategies = [new FromScratch()],
        Seeds = [0],
    };

    private static readonly Experiment Second = First with { Datasets = [new Digits { Classes = [2, 3] }], Strategies = [new FullFineTune()], Source = First };

    private static readonly Experiment Third = Second with { Datasets = [new Digits { Classes = [4, 5] }], Source = Second };

    private readonly TemporaryFolder folder = new();

    private LabOptions Options => new() { Results = folder.Path };

    private RunStore Store => new(Options.Store);

    private static RunSpec Run => First.Runs[0];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Nobody_asked_it() => Assert.Equal("no receipt", Reason(First));

    [Fact]
    public void It_is_there()
    {
        Save(First, Run);

        Assert.Equal("same key", Reason(First));
    }

    [Fact]
    public void Another_seed_is_another_question()
    {
        Save(First, Run with { Seed = 1 });

        Assert.Equal("no receipt", Reason(First));
    }

    [Fact]
    public void Code_changed()
    {
        Save(KeyParts.Code, ("Reproducible.Strategies.FromScratch", new('0', 64)));

        Assert.Equal("code changed: Reproducible.Strategies.FromScratch", Reason(First));
    }

    [Fact]
    public void Much_code_changed()
    {
        Save(KeyParts.Code, ("A", "1"), ("B", "2"), ("C", "3"), ("D", "4"), ("E", "5"));

        Assert.Equal("code changed: A, B, C and 2 more", Reason(First));
    }

    [Fact]
    public void Code_changed_and_the_store_has_lost_what_it_was()
    {
        Save(KeyParts.Code, ("Reproducible.Strategies.FromScratch", new('0', 64)));
        Directory.Delete(Path.Combine(Store.Folder, ".objects"), recursive: true);

        Assert.Equal("code changed", Reason(First));
    }

    [Fact]
    public void Data_changed()
    {
        Save(KeyParts.Data, (Run.Dataset.Files[0].Name, new('0', 64)));

        Assert.Equal("data changed: digits.csv", Reason(First));
    }

    [Theory]
    [InlineData(KeyParts.Device, "device", "cuda:0", "device cuda:0 → cpu")]
    [InlineData(KeyParts.Threads, "threads", "2", "threads 2 → 1")]
    [InlineData(KeyParts.InstructionSet, "instruction_set", "Portable", "instruction_set Portable → Native")]
    [InlineData(KeyParts.Dtype, "dtype", "bfloat16", "dtype bfloat16 → float32")]
    [InlineData(KeyParts.Engine, "libgone.so.3", "libgone.so.3.1 build-id:0123456789abcdef0123", "engine changed: libgone.so.3 is not loaded (was libgone.so.3.1 build-id:0123456789ab)")]
    public void Where_and_how_it_runs_changed(string part, string name, string was, string reason)
    {
        Save(part, (name, was));

        Assert.Equal(reason, Reason(First));
    }

    [Fact]
    public void Libtorch_changed_and_its_file_with_it()
    {
        Save(KeyParts.Engine, ("libtorch", "1.0.0"), ("libtorch_sha256", new('0', 64)));

        Assert.Equal($"libtorch 1.0.0 → {KeyOf(Run)[KeyParts.Engine].Values!["libtorch"]}", Reason(First));
    }

    [Fact]
    public void Libtorch_was_built_anew()
    {
        Save(KeyParts.Engine, ("libtorch_sha256", new('0', 64)));

        Assert.Equal($"libtorch_sha256 000000000000 → {KeyOf(Run)[KeyParts.Engine].Values!["libtorch_sha256"][..12]}", Reason(First));
    }

    [Fact]
    public void Several_reasons_stand_in_the_order_of_their_likely_effect()
    {
        var key = With(With(KeyOf(Run), KeyParts.Threads, ("threads", "2")), KeyParts.Data, ("digits.csv", new('0', 64)));
        Store.Save(With(key, KeyParts.Code, ("A", new('0', 64))), "First");

        Assert.Equal("data changed: digits.csv; code changed: A; threads 2 → 1", Reason(First));
    }

    [Fact]
    public void The_nearest_of_several_stored_runs_is_compared_with()
    {
        var far = With(KeyOf(Run), KeyParts.Threads, ("threads", "2"));
        Store.Save(With(far, KeyParts.Data, ("digits.csv", new('0', 64))), "First");
        Store.Save(far, "First");

        Assert.Equal("threads 2 → 1", Reason(First));
    }

    [Fact]
    public void The_source_has_another_seed()
    {
        var was = Second with { Source = First with { Seeds = [7] } };
        Save(was.Source, was.Source.Runs[0]);
        Save(was, was.Runs[0]);

        Assert.Equal("source weights changed (First: seed 7 → 0)", Reason(Second, "Second"));
    }

    [Fact]
    public void The_sources_source_has_another_seed()
    {
        var first = First with { Seeds = [7] };
        var second = Second with { Source = first };
        var third = Third with { Source = second };
        Save(first, first.Runs[0]);
        Store.Save(KeyOf(second.Runs[0]), "Second");
        Store.Save(KeyOf(third.Runs[0]), "Third");

        Assert.Equal("source weights changed (Second: source weights changed (First: seed 7 → 0))", Reason(Third, "Third"));
    }

    [Fact]
    public void What_parts_a_run_and_its_source_from_the_stored_ones_is_said_once()
    {
        var was = Options with { Threads = 2 };
        Store.Save(RunKey.Of(Run, was).Parts, "First");
        Store.Save(RunKey.Of(Second.Runs[0], was).Parts, "Second");

        Assert.Equal("source weights changed (First: for the same reason); threads 2 → 1", Reason(Second, "Second"));
    }

    [Fact]
    public void The_source_is_not_known_any_more()
    {
        var was = Second with { Source = First with { Seeds = [7] } };
        Store.Save(KeyOf(was.Runs[0]), "Second");

        Assert.Equal($"source weights changed (run {RunKey.Of(was.Source.Runs[0], Options).Id} → {RunKey.Of(Run, Options).Id})", Reason(Second, "Second"));
    }

    [Theory]
    [InlineData(RunStatus.Failed, "failed last time: The loss at step 3 is not finite.")]
    [InlineData(RunStatus.Invalid, "invalid last time: The loss at step 3 is not finite.")]
    public void It_did_not_finish(RunStatus status, string reason)
    {
        Store.Save(KeyOf(Run), "First", status, "The loss at step 3 is not finite.");

        Assert.Equal(reason, Reason(First));
    }

    [Fact]
    public void What_did_not_finish_is_no_neighbour_of_another_question()
    {
        Store.Save(With(KeyOf(Run), KeyParts.Threads, ("threads", "2")), "First", RunStatus.Failed, "Its worker died twice.");

        Assert.Equal("no receipt", Reason(First));
    }

    [Fact]
    public void Its_seal_is_broken()
    {
        Save(First, Run);
        var path = Path.Combine(Store.FolderOf(RunKey.Of(Run, Options).Id), ReceiptFile.Name);
        File.WriteAllText(path, File.ReadAllText(path).Replace("1970-01-01", "1970-01-02", StringComparison.Ordinal));

        Assert.Matches($"^damaged: The receipt '{path}' is damaged: its seal says [0-9a-f]{{12}}…, its text has [0-9a-f]{{12}}…: it was altered after it was written.$", Reason(First));
    }

    /// <summary>Of the last run that the experiment asks for.</summary>
    private string Reason(Experiment experiment, string name = "First") => Plan.Of([new(name, "", experiment)], Options).Runs[^1].Reason;

    private IReadOnlyDictionary<string, KeyPart> KeyOf(RunSpec run) => RunKey.Of(run, Options).Parts;

    /// <summary>A key with other values in one part.</summary>
    private static Dictionary<string, KeyPart> With(IReadOnlyDictionary<string, KeyPart> key, string part, params (string Name, string Value)[] values)
    {
        var changed = key[part].Values!.ToDictionary();
        foreach (var (name, value) in values)
        {
            changed[name] = value;
        }

        return new(key) { [part] = KeyPart.Of(changed) };
    }

    private void Save(string part, params (string Name, string Value)[] values) => Store.Save(With(KeyOf(Run), part, values), "First");

    private void Save(Experiment experiment, RunSpec run) => Store.Save(KeyOf(run), experiment.Source is null ? "First" : "Second");
}
