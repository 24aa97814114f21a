using System.Globalization;
using Reproducible.Backbones;
using Reproducible.Datasets;
using Reproducible.Strategies;

namespace Reproducible.Runs;

/// <summary>One cell of an experiment's grid: what is asked of one training. Where and when it runs is not in here.</summary>
/// <param name="Source">The run whose weights the backbone starts from; null for a strategy that starts from none.</param>
public sealed record RunSpec(Backbone Backbone, Dataset Dataset, Strategy Strategy, Recipe Recipe, int Seed, RunSpec? Source = null)
{
    /// <summary>
    /// The settings, once: CSV columns, MLflow parameters and the key are all read from here, in this order.
    /// Names are in snake_case, a part's settings after its name and a dot; values are invariant text.
    /// </summary>
    public IReadOnlyList<(string Name, string Value)> Settings =>
    [
        .. Of("backbone", Backbone),
        .. Of("dataset", Dataset),
        .. Of("strategy", Strategy),
        .. Of("recipe", Recipe).Skip(1),
        ("seed", Seed.ToString(CultureInfo.InvariantCulture)),
    ];

    /// <summary>One line for people: <c>FullFineTune · FashionMnist(Classes=[0, 2], LabelsPerClass=100) · seed 3</c>.</summary>
    public override string ToString() => $"{Strategy} · {Dataset} · {Backbone} · seed {Seed}";

    private static IEnumerable<(string Name, string Value)> Of(string role, Part part) =>
        part.Settings.Select(setting => ($"{role}.{Snake(setting.Name)}", setting.Value)).Prepend((role, part.Name));

    private static string Snake(string name) =>
        string.Concat(name.Select((letter, index) => char.IsUpper(letter) && index > 0 ? $"_{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
}
