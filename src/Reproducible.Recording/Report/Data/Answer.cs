using Reproducible.Statistics;

namespace Reproducible.Recording.Report.Data;

/// <summary>A comparison's answer in one sentence, with its interval.</summary>
internal static class Answer
{
    public static string Of(Comparison comparison)
    {
        var compared = comparison.Settings.Where(setting => setting.Compared.Any()).ToList();

        return compared switch
        {
            [] => FromScratch(comparison),
            [var only] => OfOne(only),
            _ => OfSeveral(compared),
        };
    }

    private static string FromScratch(Comparison comparison)
    {
        var best = comparison.Arms.Where(arm => arm.Summary.Accuracy is not null).MaxBy(arm => arm.Summary.Accuracy!.Mean);
        if (best is null)
        {
            return "No run finished, so there is no answer.";
        }

        var seeds = best.Summary.Accuracy!.Count;

        return $"{best.Label} reaches {Figure.Percent(best.Summary.Accuracy, best.TestExamples)} % test accuracy ({(seeds > 1 ? $"95 % interval, {seeds} seeds" : "one seed, so no interval")}); nothing is compared with it.";
    }

    private static string OfOne(Setting setting)
    {
        var arms = setting.Compared.ToList();
        var (gains, losses, even, undecided) = (Named(arms, Verdict.Gain), Named(arms, Verdict.NegativeTransfer), Named(arms, Verdict.NoDifference), Named(arms, Verdict.None));
        if (undecided.Count == arms.Count)
        {
            return $"Undecided: {arms[0].Label}'s gain is {Gain(arms[0])} points of test accuracy over training from scratch, but from one pair of seeds, which gives no interval.";
        }

        var interval = $"95 % interval{(gains.Count > 1 ? "s" : "")}, {Pairs(arms)} paired seeds";
        IEnumerable<string> parts = gains.Count > 0
            ?
            [
                $"Yes: {gains[0].Label} gains {List(gains.Skip(1).Select(arm => $"{arm.Label} {Gain(arm)}").Prepend(Gain(gains[0])))} points of test accuracy over training from scratch ({interval})",
                Even(even),
                losses.Count == 0 ? "" : $"{WithGains(losses)} {Are(losses)} negative transfer",
            ]
            : losses.Count > 0
            ?
            [
                $"No: {losses[0].Label} is negative transfer, {Gain(losses[0])} points of test accuracy against training from scratch ({interval}){Further(", and so ", losses)}",
                Even(even),
            ]
            :
            [
                $"Not shown: the largest gain, {even[0].Label}'s, is {Gain(even[0])} points of test accuracy over training from scratch ({interval}), which does not exclude zero",
            ];

        return $"{string.Join("; ", parts.Append(Undecided(undecided)).Where(part => part.Length > 0))}.";
    }

    private static string Undecided(List<ArmResult> arms) => arms.Count == 0 ? "" : $"{List(arms.Select(arm => arm.Label))} {(arms.Count > 1 ? "have" : "has")} one pair of seeds, which gives no interval";

    /// <summary>Pairs behind each of the intervals: <c>3</c>, <c>2 to 3</c>.</summary>
    private static string Pairs(IEnumerable<ArmResult> arms) => arms.Select(arm => arm.Summary.Gain!.Count).Where(count => count > 1).Distinct().Order().ToList() switch
    {
        [var only] => $"{only}",
        [var fewest, .., var most] => $"{fewest} to {most}",
        _ => "",
    };

    private static string Further(string opening, List<ArmResult> arms) => arms.Count < 2 ? "" : opening + WithGains(arms[1..]);

    private static string Even(List<ArmResult> even) => even.Count == 0 ? "" : $"{List(even.Select(arm => arm.Label))} {(even.Count > 1 ? "show" : "shows")} no difference";

    private static string WithGains(List<ArmResult> arms) => List(arms.Select(arm => $"{arm.Label} ({Gain(arm)})"));

    private static string Are(List<ArmResult> arms) => arms.Count > 1 ? "are" : "is";

    private static string OfSeveral(List<Setting> settings)
    {
        if (settings.All(IsUndecided))
        {
            var (where, best) = settings.Select(setting => (setting, Best: setting.Compared.First())).MaxBy(entry => entry.Best.Summary.Gain!.Mean);

            return $"Undecided: every gain is from one pair of seeds, which gives no interval; the largest is {best.Label}'s, {Gain(best)} points of test accuracy over training from scratch with {where.Label}.";
        }

        var clauses = Alike(settings).Select(together =>
        {
            var (gains, losses) = (Named([.. together[0].Compared], Verdict.Gain), Named([.. together[0].Compared], Verdict.NegativeTransfer));
            var said = gains.Count > 0
                ? $"{gains[0].Label} gains {List(together.Select((setting, index) => $"{Gain(Named([.. setting.Compared], Verdict.Gain)[0])}{(index == 0 ? " points" : "")} with {setting.Label}"))}"
                : $"with {List(together.Select(setting => setting.Label))} {(IsUndecided(together[0]) ? "one pair of seeds gives no interval" : "no gain is shown")}";

            return losses.Count == 0 ? said : $"{said}, and {WithGains(losses)} {Are(losses)} negative transfer";
        });
        var sentence = string.Join("; ", clauses);

        return $"{char.ToUpperInvariant(sentence[0])}{sentence[1..]} (test accuracy over training from scratch; 95 % intervals, {Pairs(settings.SelectMany(setting => setting.Compared))} paired seeds each).";
    }

    private static bool IsUndecided(Setting setting) => setting.Compared.All(arm => arm.Summary.Verdict == Verdict.None);

    /// <summary>Settings that follow one another and say the same in one clause: the same strategy leads, and none loses.</summary>
    private static List<List<Setting>> Alike(List<Setting> settings)
    {
        var groups = new List<List<Setting>>();
        foreach (var setting in settings)
        {
            if (groups.Count > 0 && Leader(setting) is { } leader && leader == Leader(groups[^1][^1]) && IsUndecided(setting) == IsUndecided(groups[^1][^1]))
            {
                groups[^1].Add(setting);
            }
            else
            {
                groups.Add([setting]);
            }
        }

        return groups;

        static string? Leader(Setting setting) => setting.Compared.Any(arm => arm.Summary.Verdict == Verdict.NegativeTransfer)
            ? null
            : Named([.. setting.Compared], Verdict.Gain) is [var first, ..] ? first.Label : "";
    }

    private static List<ArmResult> Named(IReadOnlyList<ArmResult> arms, Verdict verdict)
    {
        var named = arms.Where(arm => arm.Summary.Verdict == verdict);

        return [.. verdict == Verdict.NegativeTransfer ? named.OrderBy(arm => arm.Summary.Gain!.Mean) : named];
    }

    private static string Gain(ArmResult arm) => Figure.Points(arm.Summary.Gain, arm.TestExamples);

    /// <summary><c>a</c>, <c>a and b</c>, <c>a, b and c</c>.</summary>
    private static string List(IEnumerable<string> words) => words.ToList() switch
    {
        [] => "",
        [var only] => only,
        [.. var first, var last] => $"{string.Join(", ", first)} and {last}",
    };
}
