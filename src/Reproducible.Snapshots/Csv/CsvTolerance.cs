using Reproducible.Snapshots.Csv;

namespace Reproducible.Snapshots;

/// <summary>
/// Compares CSV snapshots cell by cell. Header, number of rows and their order are exact, and so is each cell
/// of a column that is given no tolerance.
/// </summary>
/// <param name="keys">Columns that name a row in messages, such as <c>strategy, seed</c>. None: the first column.</param>
public sealed class CsvTolerance(params string[] keys)
{
    private readonly Dictionary<string, double> tolerances = new(StringComparer.Ordinal);

    /// <summary>
    /// How far apart two numbers of this column may be, in the column's unit: |received - verified| &lt;= tolerance.
    /// 0 is exact, also in how the number is written; infinity takes any number. Cells that are not finite numbers must be equal as texts.
    /// </summary>
    /// <param name="column">As in the header.</param>
    public double this[string column]
    {
        get => tolerances.GetValueOrDefault(column);
        set => tolerances[column] = value >= 0
            ? value
            : throw new ArgumentException($"The tolerance of '{column}' is {value}. Give 0 (exact) or more.", nameof(value));
    }

    /// <summary>A <see cref="StringCompare"/>: <c>settings.UseStringComparer(tolerance.Compare)</c>, or registered for <c>csv</c>.</summary>
    /// <exception cref="ArgumentException">A key or a tolerance names a column that the file lacks.</exception>
    public Task<CompareResult> Compare(string received, string verified, IReadOnlyDictionary<string, object> context) =>
        Task.FromResult(new CsvComparison(tolerances, keys).Compare(received, verified));
}
