using System.Globalization;
using Reproducible.Recording.Mlflow.Rest;
using Reproducible.Runs;

namespace Reproducible.Recording.Mlflow.Shipping;

/// <summary>
/// How an experiment's runs are called: <c>FullFineTune seed 3</c>, and <c>FullFineTune 200 labels seed 3</c> where datasets differ in the
/// number of labels alone. What an experiment has one of is not named; the parameters have it all.
/// </summary>
internal sealed class RunNames
{
    // Of MLflow's databases.
    private const int Longest = 250;

    private const string LabelsSetting = "dataset.labels_per_class";

    private readonly bool wholeStrategies;
    private readonly bool datasets;
    private readonly bool byLabels;
    private readonly bool backbones;

    private RunNames(IReadOnlyList<IReadOnlyDictionary<string, string>> settings)
    {
        wholeStrategies = Distinct("strategy", "") > settings.Select(run => run.GetValueOrDefault("strategy")).Distinct().Count();
        datasets = Distinct("dataset", "") > 1;
        byLabels = datasets && Distinct("dataset", LabelsSetting) == 1;
        backbones = Distinct("backbone", "") > 1;

        // Parts of a role that differ in what is not left out.
        int Distinct(string role, string leftOut) => settings
            .Select(run => string.Join('\n', run.Where(setting => (setting.Key == role || setting.Key.StartsWith($"{role}.", StringComparison.Ordinal)) && setting.Key != leftOut).Select(setting => $"{setting.Key}={setting.Value}")))
            .Distinct().Count();
    }

    /// <summary>Of runs that are there.</summary>
    public static RunNames Of(IEnumerable<StoredRun> runs) => new([.. runs.Select(run => run.Receipt.Settings)]);

    /// <summary>Of runs that are declared.</summary>
    public static RunNames Of(IEnumerable<RunSpec> runs) => new([.. runs.Select(run => run.Settings.ToDictionary(setting => setting.Name, setting => setting.Value))]);

    /// <summary>The name of a parent run.</summary>
    public string Of(SeedGroup group) => Of(group.Newest, "");

    /// <summary>The name of a run.</summary>
    public string Of(StoredRun run) => Of(run, $" seed {run.Receipt.Settings["seed"]}");

    private string Of(StoredRun run, string ending)
    {
        var name = string.Join(' ', new[]
        {
            wholeStrategies ? run.Strategy : run.Receipt.Settings.GetValueOrDefault("strategy", ""),
            byLabels ? Labels(run.Receipt) : datasets ? run.Dataset : "",
            backbones ? run.Backbone : "",
        }.Where(part => part.Length > 0));

        return name.Length + ending.Length <= Longest ? name + ending : $"{LongValues.Start(name, Longest - ending.Length - 1)}…{ending}";
    }

    // A run that failed early counted no examples.
    private static string Labels(Receipt receipt) => receipt.Examples.TryGetValue("train", out var count)
        ? string.Create(CultureInfo.InvariantCulture, $"{count} labels")
        : $"{receipt.Settings.GetValueOrDefault(LabelsSetting, "all")} labels a class";
}
