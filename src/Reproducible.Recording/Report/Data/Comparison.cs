using System.Globalization;
using Reproducible.Runs;
using Reproducible.Statistics;

namespace Reproducible.Recording.Report.Data;

/// <summary>Experiments that share a baseline, and so answer one question together.</summary>
/// <param name="Subject">What is learned: <c>T-shirt against pullover, 200 labels</c>.</param>
/// <param name="Question">What is asked of it: <c>does transfer help?</c></param>
/// <param name="Experiments">Name and description of each, in order.</param>
/// <param name="Settings">One a dataset and backbone, in the order in which runs name them.</param>
internal sealed record Comparison(string Subject, string Question, IReadOnlyList<(string Name, string Description)> Experiments, IReadOnlyList<Setting> Settings)
{
    private const int MostNamed = 3; // Classes that a title names; of more it gives the number.

    /// <summary>All arms, setting after setting.</summary>
    public IEnumerable<ArmResult> Arms => Settings.SelectMany(setting => setting.Arms);

    /// <summary>Pairs of seeds behind the best supported gain; 0 when nothing is compared.</summary>
    public int Pairs => Arms.Max(arm => arm.Summary.Gain?.Count ?? 0);

    /// <summary>Ids of the runs whose weights were transferred.</summary>
    public IReadOnlyList<string> Sources => [.. Arms.SelectMany(arm => arm.Runs).Select(run => run.Run.Receipt.SourceId).OfType<string>().Distinct()];

    /// <summary>Settings that differ in their number of labels alone, the fewest first, by what they share; a setting without such others is in none.</summary>
    public IReadOnlyList<IGrouping<string, Setting>> Families =>
        [.. Settings.Where(setting => setting.Examples > 0).OrderBy(setting => setting.Examples).GroupBy(setting => setting.Family).Where(family => family.Select(setting => setting.Examples).Distinct().Count() > 1)];

    /// <summary>The experiments' comparisons, in the order in which their first experiment stands. An experiment without runs is in none.</summary>
    public static IReadOnlyList<Comparison> Of(IReadOnlyList<ReportedExperiment> experiments) =>
        [.. experiments.Where(experiment => experiment.Result.Runs.Count > 0)
            .GroupBy(experiment => experiment.Baseline.Count > 0
                ? string.Join(' ', experiment.Baseline.Select(run => run.Receipt.Id).Order(StringComparer.Ordinal))
                : experiment.Result.Name)
            .Select(together => Of([.. together], together.First().Baseline))];

    private static Comparison Of(List<ReportedExperiment> experiments, IReadOnlyList<RunRecord> baseline)
    {
        var scratch = baseline.ToLookup(CellOf);
        var arms = experiments.SelectMany(experiment => ArmsOf(experiment.Result, scratch)).ToList();

        // A comparison shows what it compares with, though the experiment that holds it was not asked for.
        foreach (var cell in arms.GroupBy(arm => CellOf(arm.Runs[0].Run)).Where(cell => cell.All(arm => !arm.IsBaseline) && scratch[cell.Key].Any()).ToList())
        {
            var runs = scratch[cell.Key].ToList();
            arms.Add(ArmResult.Of("", Summary.Of(runs, [])[0], runs, new Dictionary<int, RunRecord>()));
        }

        var settings = Labelled(arms);

        return new(SubjectOf(settings, arms), arms.Any(arm => !arm.IsBaseline) ? "does transfer help?" : "how well from scratch?", [.. experiments.Select(experiment => (experiment.Result.Name, experiment.Result.Description))], settings);
    }

    private static IEnumerable<ArmResult> ArmsOf(ExperimentResult result, ILookup<string, RunRecord> scratch)
    {
        var runs = result.Runs.ToLookup(run => (run.Spec.Strategy.ToString(), CellOf(run)));
        foreach (var summary in result.Summaries)
        {
            var own = runs[(summary.Strategy.ToString(), $"{summary.Backbone}\n{summary.Dataset}")].ToList();
            if (own.Count > 0)
            {
                yield return ArmResult.Of(result.Name, summary, own, scratch[CellOf(own[0])].DistinctBy(run => run.Spec.Seed).ToDictionary(run => run.Spec.Seed));
            }
        }
    }

    /// <summary>Settings with names that tell them apart, of strategies with names that tell them apart.</summary>
    private static List<Setting> Labelled(List<ArmResult> arms)
    {
        var cells = arms.GroupBy(arm => (Dataset: arm.Summary.Dataset.ToString(), Backbone: arm.Summary.Backbone.ToString())).ToList();
        var examples = cells.ToDictionary(cell => cell.Key, cell => cell.Max(arm => arm.Summary.Examples));
        var subjects = cells.ToDictionary(cell => cell.Key, cell => SubjectOf(cell.First().Summary.Dataset));
        var (manySubjects, manyBackbones) = (subjects.Values.Distinct().Count() > 1, cells.DistinctBy(cell => cell.Key.Backbone).Count() > 1);
        var names = cells.ToDictionary(cell => cell.Key, cell => string.Join(", ", new[]
        {
            manySubjects ? subjects[cell.Key] : "",
            examples[cell.Key] > 0 ? $"{Figure.Count(examples[cell.Key])} labels" : "",
            manyBackbones ? cell.Key.Backbone : "",
        }.Where(part => part.Length > 0)));
        var ambiguous = names.Values.GroupBy(name => name).Where(same => same.Count() > 1 || same.Key.Length == 0).Select(same => same.Key).ToHashSet();

        return [.. cells.Select(cell => new Setting(
            ambiguous.Contains(names[cell.Key]) ? $"{cell.Key.Dataset}, {cell.Key.Backbone}" : names[cell.Key],
            cell.Key.Dataset,
            cell.Key.Backbone,
            examples[cell.Key],
            $"{cell.First().Summary.Dataset with { LabelsPerClass = null }}, {cell.Key.Backbone}",
            [.. Named([.. cell], arms).OrderByDescending(arm => arm.Summary.Accuracy?.Mean ?? double.NegativeInfinity)]))];
    }

    private static IEnumerable<ArmResult> Named(List<ArmResult> cell, List<ArmResult> all)
    {
        var texts = all.GroupBy(arm => arm.Summary.Strategy.Name).ToDictionary(same => same.Key, same => same.Select(arm => arm.Strategy).Distinct().Count());

        return cell.Select(arm =>
        {
            var name = texts[arm.Summary.Strategy.Name] > 1 ? arm.Strategy : arm.Summary.Strategy.Name;

            return arm with { Label = cell.Count(other => other.Strategy == arm.Strategy) > 1 ? $"{name} ({arm.Experiment})" : name };
        });
    }

    private static string SubjectOf(List<Setting> settings, List<ArmResult> arms)
    {
        var subjects = arms.Select(arm => SubjectOf(arm.Summary.Dataset)).Distinct().ToList();
        var subject = subjects.Count <= MostNamed ? string.Join("; ", subjects) : $"{subjects.Count} tasks";
        var labels = settings.Select(setting => setting.Examples).Where(count => count > 0).ToList();
        var range = labels.Count == 0 ? ""
            : labels.Min() == labels.Max() ? $", {Figure.Count(labels[0])} labels"
            : $", {Figure.Count(labels.Min())} to {Figure.Count(labels.Max())} labels";

        return subject + range;
    }

    /// <summary>What is told apart: <c>T-shirt against pullover</c>, <c>8 classes of FashionMnist</c>, <c>Digits</c>.</summary>
    private static string SubjectOf(Datasets.Dataset dataset)
    {
        var kept = dataset.KeptClasses;

        return kept.Count <= MostNamed ? string.Join(" against ", kept.Select(original => dataset.ClassNames[original]))
            : kept.Count < dataset.ClassNames.Count ? string.Create(CultureInfo.InvariantCulture, $"{kept.Count} classes of {dataset.Name}")
            : dataset.Name;
    }

    private static string CellOf(RunRecord run) => $"{run.Spec.Backbone}\n{run.Spec.Dataset}";
}
