using Reproducible.Execution;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Store;
using Reproducible.Tests.Execution;
using Reproducible.Traces;
using Reproducible.Training;
using Reproducible.Verification;

namespace Reproducible.Tests.Verification;

/// <summary>Runs recorded by what is not the code, the engine or the question of now, executed again by real workers.</summary>
public sealed class PlantedChangeTests : IDisposable
{
    private static readonly NamedExperiment[] Declared = [new TinySource().Named, new TinyFineTune().Named, new TinyLong().Named];

    private readonly TemporaryFolder folder = new();
    private readonly TemporaryFolder elsewhere = new();
    private readonly TemporaryFolder place = new();

    private LabOptions Options => new() { Results = folder.Path, Workers = 1 };

    private RunStore Store => new(Options.Store);

    private static RunSpec Source => Declared[0].Experiment.Runs[0];

    private static RunSpec Tuned => Declared[1].Experiment.Runs[0];

    public void Dispose()
    {
        folder.Dispose();
        elsewhere.Dispose();
        place.Dispose();
    }

    [Fact]
    public async Task Another_constant_of_the_augmentation_is_found_at_the_first_step_and_named()
    {
        // What Transform would draw, had its constant been 2 when the run asked for 1.
        var asked = Declared[2].Experiment.Runs[0];
        var id = Plant(asked, asked with { Recipe = asked.Recipe with { Shift = 2 } }, typeof(Transform));

        var comparison = await CompareAsync(id);

        Assert.Equal(Sameness.Different, comparison.Sameness);
        Assert.Equal((1L, TraceCause.Input), (comparison.Trace.First!.Step, comparison.Trace.First.Cause));
        Assert.Equal(["code changed: Reproducible.Training.Transform"], comparison.Causes);
        Assert.Contains(ComparisonText.Lines(comparison), line => line.StartsWith("  first step that differs: 1; the same examples, other images (augmentation); loss ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_only_threads_differ_the_recorded_source_weights_are_the_start()
    {
        var was = Options with { Threads = 2 };
        var source = Plant(Source, Source with { Seed = 9 }, changed: null, was);
        var id = RunExecution.Execute("Recorded", Tuned, was, new Progress<RunProgress>(), CancellationToken.None).Receipt.Id;

        var comparison = await CompareAsync(id);

        Assert.Equal(Store.FindReceipt(source)!.WeightsSha256, comparison.Again.SourceWeightsSha256);
        Assert.NotEqual(source, comparison.Again.SourceId);
        Assert.Equal(["threads 2 → 1"], comparison.Causes);
        Assert.NotEqual(Sameness.Different, comparison.Sameness);
        Assert.Contains(ComparisonText.Lines(comparison), line => line is "  although threads 2 → 1" or "  cause: threads 2 → 1");
    }

    [Fact]
    public async Task Where_a_sources_code_differs_the_source_is_executed_again()
    {
        var was = Options with { Threads = 2 };
        var source = Plant(Source, Source with { Seed = 9 }, typeof(Streams), was);
        var key = new Dictionary<string, KeyPart>(RunKey.Of(Tuned, was).Parts) { [KeyParts.Source] = KeyPart.Of([KeyValuePair.Create("run", source)]) };
        var other = new LabOptions { Results = elsewhere.File("tuned"), Threads = 2 };
        var id = Save(RunExecution.Execute("Recorded", Tuned with { Source = null, Strategy = Source.Strategy }, other, new Progress<RunProgress>(), CancellationToken.None), key);

        var comparison = await CompareAsync(id);

        Assert.NotEqual(Store.FindReceipt(source)!.WeightsSha256, comparison.Again.SourceWeightsSha256);
        Assert.Equal(["source weights changed (Recorded: code changed: Reproducible.Training.Streams)", "threads 2 → 1"], comparison.Causes);
    }

    /// <summary>Stores what one run computed under the key of another, and of other code.</summary>
    /// <param name="changed">The type whose code was another; null: none.</param>
    private string Plant(RunSpec asked, RunSpec computed, Type? changed, LabOptions? options = null)
    {
        options ??= Options;
        var key = RunKey.Of(asked, options).Parts.ToDictionary();
        if (changed is not null)
        {
            key[KeyParts.Code] = KeyPart.Of(new Dictionary<string, string>(key[KeyParts.Code].Values!) { [changed.FullName!] = new('0', 64) });
        }

        return Save(RunExecution.Execute("Recorded", computed, options with { Results = elsewhere.Path }, new Progress<RunProgress>(), CancellationToken.None), key);
    }

    private string Save(RunRecord run, Dictionary<string, KeyPart> key)
    {
        var id = RunKey.IdOf(key);
        Store.Objects.Put(CanonicalJson.Utf8(key[KeyParts.Code].Values!));
        Directory.CreateDirectory(Store.FolderOf(id));
        foreach (var file in Directory.EnumerateFiles(run.Folder))
        {
            File.Copy(file, Path.Combine(Store.FolderOf(id), Path.GetFileName(file)));
        }

        key[KeyParts.Code] = key[KeyParts.Code] with { Values = null };
        File.WriteAllBytes(Path.Combine(Store.FolderOf(id), ReceiptFile.Name), ReceiptFile.Write(run.Receipt with { Id = id, Key = key }));

        return id;
    }

    private Task<RunComparison> CompareAsync(string id) => new Reexecution(Declared, TestLab.Program, place.Path)
        .CompareAsync(Store, id, Options, new Silent(), TestContext.Current.CancellationToken);

    private sealed class Silent : ILabObserver
    {
        public void Ended(RunRecord run, LabStatus status)
        {
        }

        public void Warned(string problem)
        {
        }
    }
}
