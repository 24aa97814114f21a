using System.Globalization;

namespace Reproducible.Snapshots.Csv;

/// <summary>A cell as accepted and as received.</summary>
internal sealed record CsvCell(string Verified, string Received, double Tolerance)
{
    // Below this a decimal would round both numbers and tolerance away; doubles take over.
    private const double SmallestDecimal = 1e-15;

    internal bool Passes => Verified == Received || (Tolerance > 0 && Numbers() is var (verified, received) && Within(verified, received));

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"verified {Shown(Verified)}, received {Shown(Received)}, difference {Difference()}, tolerance {(Tolerance == 0 ? "exact" : Tolerance)}");

    private static string Shown(string cell) => cell.Length == 0 ? "(empty)" : cell;

    private string Difference() => Decimals() is { } exact ? exact.ToString("G29", CultureInfo.InvariantCulture)
        : Numbers() is var (verified, received) ? Math.Abs(verified - received).ToString(CultureInfo.InvariantCulture)
        : "of text";

    private bool Within(double verified, double received) =>
        Tolerance is >= SmallestDecimal and < (double)decimal.MaxValue && Decimals() is { } exact
            ? exact <= (decimal)Tolerance
            : Math.Abs(verified - received) <= Tolerance;

    // In decimal 0.951 is 0.001 away from 0.95; in double it is a hair more.
    private decimal? Decimals() =>
        decimal.TryParse(Verified, NumberStyles.Float, CultureInfo.InvariantCulture, out var verified)
        && decimal.TryParse(Received, NumberStyles.Float, CultureInfo.InvariantCulture, out var received)
            ? Math.Abs(verified - received)
            : null;

    private (double Verified, double Received)? Numbers() => (Number(Verified), Number(Received)) is ({ } verified, { } received) ? (verified, received) : null;

    private static double? Number(string cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
