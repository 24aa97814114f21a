using System.Globalization;
using Reproducible.Training;
using Spectre.Console;

namespace Reproducible.Build;

/// <summary>Where the time of some steps went: by part of the step, then by operator.</summary>
internal static class ProfileTable
{
    private const int Shown = 15;
    private const int NameLeast = 24;

    public static void Write(ProfileSummary summary, IAnsiConsole console)
    {
        console.WriteLine();
        console.Write(Phases(summary).Fit(console.Profile.Width, NameLeast, wraps: false));
        console.WriteLine();
        console.Write(Operators(summary).Fit(console.Profile.Width, NameLeast, wraps: false));
        console.Write(new Text("Self: inside the operator and none that it called. Recording adds about a microsecond to each call.\n"));
    }

    private static FittingTable Phases(ProfileSummary summary)
    {
        var table = new FittingTable([new("Part of the step", Rank: 0, IsText: true), new("ms a step", Rank: 0), new("Share %", Rank: 0), new("In operators %", Rank: 1)]);
        foreach (var (phase, milliseconds, inside) in summary.Phases)
        {
            table.Add(Name(phase), Number(milliseconds / summary.Steps, "0.000"), Percent(milliseconds, summary.Milliseconds), Percent(inside, milliseconds));
        }

        table.Add("all", Number(summary.Milliseconds / summary.Steps, "0.000"), "100.0", Percent(summary.Phases.Sum(phase => phase.InOperators), summary.Milliseconds));

        return table;
    }

    private static FittingTable Operators(ProfileSummary summary)
    {
        var table = new FittingTable([new("Operator", Rank: 0, IsText: true), new("Part", Rank: 2, IsText: true), new("Calls", Rank: 1), new("Self ms", Rank: 0), new("Share %", Rank: 0)]);
        foreach (var row in summary.Operators.Take(Shown))
        {
            table.Add(row.Operator, Name(row.Phase), Number(row.Calls, "0"), Number(row.SelfMilliseconds, "0.00"), Percent(row.SelfMilliseconds, summary.Milliseconds));
        }

        if (summary.Operators.Skip(Shown).ToList() is { Count: > 0 } others)
        {
            var rest = others.Sum(row => row.SelfMilliseconds);
            table.Add($"{others.Count} others", "", Number(others.Sum(row => row.Calls), "0"), Number(rest, "0.00"), Percent(rest, summary.Milliseconds));
        }

        return table;
    }

    private static string Name(StepPhase phase) => phase.ToString().ToLowerInvariant();

    private static string Percent(double part, double whole) => Number(100 * part / whole, "0.0");

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
