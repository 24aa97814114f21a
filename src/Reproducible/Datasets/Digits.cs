using System.Globalization;
using CsvHelper;

namespace Reproducible.Datasets;

/// <summary>1,797 grey images of handwritten digits, 8×8, values 0 to 16, in ten classes. Every fifth example tests, the rest train.</summary>
/// <remarks>
/// Source: Alpaydin and Kaynak, Optical Recognition of Handwritten Digits, UCI Machine Learning Repository, 1998
/// (doi:10.24432/C50P49), CC BY 4.0, as scikit-learn distributes it. The file ships with this assembly. UCI's own order goes by
/// writer, so every fifth example of it shares writers with the rest: accuracies are those of known hands.
/// </remarks>
public sealed record Digits : Dataset
{
    private const int Side = 8;
    private const int Brightest = 16;
    private const int TestEvery = 5;
    private const string Remedy = "Restore it from Reproducible's repository (src/Reproducible/Datasets/Data), or leave out --data=.";

    private static readonly DataFile File = new("digits.csv", "6ebb3d2fee246a4e99363262ddf8a00a3c41bee6014c373ed9d9216ba7f651b8", 264_712);

    /// <inheritdoc/>
    public override IReadOnlyList<DataFile> Files => [File];

    /// <inheritdoc/>
    public override int Channels => 1;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClassNames => ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

    /// <summary><c>class</c>, and <c>parity</c>: even, odd.</summary>
    public override IReadOnlyDictionary<string, LabelSet> LabelSets => new Dictionary<string, LabelSet>(base.LabelSets)
    {
        ["parity"] = new(["even", "odd"], [0, 1, 0, 1, 0, 1, 0, 1, 0, 1]),
    };

    /// <summary>Beside this assembly.</summary>
    public override string Home => Path.Combine(Path.GetDirectoryName(typeof(Digits).Assembly.Location)!, "Data");

    /// <inheritdoc/>
    public override Corpus Read(string? folder)
    {
        var rows = File.Read(folder ?? Home, Remedy, Parse);
        var all = new Examples([.. rows.SelectMany(row => row[..^1])], [.. rows.Select(row => row[^1])], Channels, Side, Side);
        var test = Enumerable.Range(0, rows.Count).ToLookup(index => index % TestEvery == TestEvery - 1);

        return new(all.At([.. test[false]]), all.At([.. test[true]]));
    }

    private static List<byte[]> Parse(byte[] file)
    {
        using var csv = CsvReader.Create(file, new() { HasHeader = false, Separator = ',' });
        var rows = new List<byte[]>();
        while (csv.Read())
        {
            if (csv.FieldCount != (Side * Side) + 1)
            {
                throw Fault(rows.Count + 1, $"has {csv.FieldCount} values; {(Side * Side) + 1} are expected");
            }

            rows.Add([.. Enumerable.Range(0, csv.FieldCount).Select(column => Value(csv.GetString(column), rows.Count + 1, column))]);
        }

        return rows;
    }

    private static byte Value(string text, int row, int column)
    {
        var most = column == Side * Side ? 9 : Brightest;

        return byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= most
            ? value
            : throw Fault(row, $"has '{text}' in column {column + 1}; a whole number from 0 to {most} is expected");
    }

    private static ReproducibleException Fault(int row, string problem) => new($"Row {row} of '{File.Name}' {problem}.", Remedy);
}
