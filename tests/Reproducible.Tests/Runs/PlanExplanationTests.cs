using Reproducible.Backbones;
using Reproducible.Datasets;
using Reproducible.Execution;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Store;
using Reproducible.Strategies;
using Reproducible.Training;

namespace Reproducible.Tests.Runs;

public sealed class PlanExplanationTests : IDisposable
{
    private static readonly Experiment Asked = new()
    {
        Backbones = [new SmallCnn(4)],
        Datasets = [new Digits { Classes = [0, 1] }],
        Strategies = [new FromScratch()],
        Seeds = [0, 1],
    };

    private readonly TemporaryFolder folder = new();

    private LabOptions Options => new() { Results = folder.Path };

    private Plan Planned => Plan.Of([new("Asked", "", Asked)], Options);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Prints_each_part_and_the_types_that_compute()
    {
        var run = Planned.Runs[0];
        var lines = Explain(run);

        Assert.Equal($"{run.Id} FromScratch · Digits(Classes=[0, 1]) · SmallCnn(Width=4) · seed 0", lines[0].Replace(", ValidationPerClass=100", "", StringComparison.Ordinal));
        Assert.Equal("  will run: no receipt", lines[1]);
        Assert.Equal("  no finished run was asked the same", lines[2]);
        Assert.Equal(KeyParts.ByEffect.Select(part => $"  {part} {run.Key.Parts[part].Sha256[..12]}"), lines.Skip(3).Where(line => line[2] != ' '));
        foreach (var type in new[] { typeof(FromScratch), typeof(SmallCnn), typeof(Digits), typeof(TrainingLoop), typeof(Streams), typeof(AdamW) })
        {
            Assert.Contains(lines, line => line.StartsWith($"      {type.FullName}: ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Leaves_out_of_the_code_what_decides_no_number() =>
        Assert.DoesNotContain(Explain(Planned.Runs[0]), line => line.Contains("Reproducible.Store.", StringComparison.Ordinal) || line.Contains(nameof(PartialFreeze), StringComparison.Ordinal));

    [Fact]
    public void Marks_what_differs_from_the_nearest_stored_run()
    {
        var run = Planned.Runs[0];
        var code = run.Key.Parts[KeyParts.Code].Values!.ToDictionary();
        var loop = code[typeof(TrainingLoop).FullName!];
        code[typeof(TrainingLoop).FullName!] = new('0', 64);
        code["Gone"] = new('1', 64);
        code.Remove(typeof(FromScratch).FullName!);
        var id = new RunStore(Options.Store).Save(new Dictionary<string, KeyPart>(run.Key.Parts) { [KeyParts.Code] = KeyPart.Of(code) });

        var lines = Explain(Planned.Runs[0]);

        Assert.Equal($"  the nearest stored run that was asked the same: {id}", lines[2]);
        Assert.Equal(
            [
                $"* code {run.Key.Parts[KeyParts.Code].Sha256[..12]}",
                "*     Gone: no longer there",
                $"*     {typeof(FromScratch).FullName}: {run.Key.Parts[KeyParts.Code].Values![typeof(FromScratch).FullName!][..12]} (new)",
                $"*     {typeof(TrainingLoop).FullName}: {loop[..12]} (was 000000000000)",
            ],
            lines.Where(line => line[0] == '*'));
    }

    [Fact]
    public void A_run_is_found_by_the_start_of_its_id()
    {
        var run = Planned.Runs[1];

        Assert.Equal(run.Id, PlanExplanation.Find(Planned, run.Id[..8].ToUpperInvariant()).Id);
        Assert.Contains("2 planned runs' ids start with ''", Assert.Throws<ReproducibleException>(() => PlanExplanation.Find(Planned, "")).Problem, StringComparison.Ordinal);
        Assert.Equal("No planned run's id starts with 'xyz'.", Assert.Throws<ReproducibleException>(() => PlanExplanation.Find(Planned, "xyz")).Problem);
    }

    private List<string> Explain(PlannedRun run) => [.. PlanExplanation.Of(run, new StoreIndex(new RunStore(Options.Store)))];
}
