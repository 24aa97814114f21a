namespace Reproducible.Snapshots.Tests.Csv;

public class CsvToleranceTests
{
    private const string Verified =
        """
        strategy,seed,accuracy,seconds
        FullFineTune,1,0.95,2.5
        FullFineTune,2,0.96,2.5
        "Partial, 2",1,0.91,2.5
        """;

    private readonly CsvTolerance tolerance = new("strategy", "seed") { ["accuracy"] = 0.001, ["seconds"] = double.PositiveInfinity };

    [Fact]
    public void Passes_numbers_within_the_tolerance_of_their_column_its_edge_included() => Assert.True(Compare(
        """
        strategy,seed,accuracy,seconds
        FullFineTune,1,0.951,1e9
        FullFineTune,2,0.9590,-3
        "Partial, 2",1,9.1e-1,0
        """).IsEqual);

    [Fact]
    public void Lists_each_cell_that_differs() => Assert.Equal(
        """
        4 cells differ (row 1 is the first below the header).
        - column accuracy, row 1 (strategy=FullFineTune, seed=1): verified 0.95, received 0.9511, difference 0.0011, tolerance 0.001
        - column seed, row 2 (strategy=FullFineTune, seed=2): verified 2, received 2.0, difference 0, tolerance exact
        - column accuracy, row 3 (strategy=Partial, 2, seed=1): verified 0.91, received (empty), difference of text, tolerance 0.001
        - column seconds, row 3 (strategy=Partial, 2, seed=1): verified 2.5, received NaN, difference of text, tolerance Infinity
        """,
        Compare(
            """
            strategy,seed,accuracy,seconds
            FullFineTune,1,0.9511,2.5
            FullFineTune,2.0,0.96,2.5
            "Partial, 2",1,,NaN
            """).Message,
        ignoreLineEndingDifferences: true);

    [Fact]
    public void Names_a_row_by_its_first_column_when_no_key_is_given() => Assert.Equal(
        "1 cell differs (row 1 is the first below the header).\n- column b, row 1 (a=x): verified 1, received 2, difference 1, tolerance exact",
        Result(new CsvTolerance(), "a,b\nx,2", "a,b\nx,1").Message);

    [Fact]
    public void Holds_the_header_exact() => Assert.Equal(
        "The header differs.\n- verified a,b\n- received b,a",
        Result(new CsvTolerance(), "b,a\n1,1", "a,b\n1,1").Message);

    [Fact]
    public void Holds_the_number_of_rows_exact_and_names_those_missing_and_new() => Assert.Equal(
        "The number of rows differs: verified 3, received 2.\n- only verified: strategy=FullFineTune, seed=2\n- only verified: strategy=Partial, 2, seed=1\n- only received: strategy=Other, seed=1",
        Compare("strategy,seed,accuracy,seconds\nFullFineTune,1,0.95,2.5\nOther,1,0.9,2.5").Message);

    [Theory]
    [InlineData("", "The received CSV has no header.")]
    [InlineData("a,a", "The received CSV has two columns 'a'.")]
    [InlineData("a,b\n1,2\n3", "The received CSV has 1 cells in row 2, 2 in the header.")]
    public void Says_which_file_is_no_table(string received, string message) => Assert.Equal(message, Result(new CsvTolerance(), received, "a,b\n1,2").Message);

    [Fact]
    public void Says_so_when_a_quote_never_ends() => Assert.StartsWith(
        "The verified CSV cannot be read: ",
        Result(new CsvTolerance(), "a\n1", "a\n\"1").Message,
        StringComparison.Ordinal);

    [Fact]
    public void Compares_numbers_too_small_for_decimals()
    {
        var tiny = new CsvTolerance { ["a"] = 1e-30 };

        Assert.True(Result(tiny, "a\n1.5e-30", "a\n1e-30").IsEqual);
        Assert.False(Result(tiny, "a\n3e-30", "a\n1e-30").IsEqual);
    }

    [Fact]
    public void Refuses_a_tolerance_or_key_for_a_column_that_is_not_there() => Assert.Equal(
        "CsvTolerance names 'acuracy', 'sed', the file's columns are a, b. Correct the name.",
        Assert.Throws<ArgumentException>(() => Result(new CsvTolerance("sed") { ["acuracy"] = 1 }, "a,b", "a,b")).Message);

    [Theory]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void Refuses_a_tolerance_that_is_none(double value) => Assert.StartsWith(
        $"The tolerance of 'a' is {value}. Give 0 (exact) or more.",
        Assert.Throws<ArgumentException>(() => new CsvTolerance { ["a"] = value }).Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task Serves_as_the_comparer_of_a_snapshot()
    {
        using var folder = new TempFolder();
        folder.Write("runs.verified.csv", Verified);
        SettingsTask Verify(string text) => Verifier.Verify(text, "csv").UseDirectory(folder.Path).UseFileName("runs").DisableRequireUniquePrefix().UseStringComparer(tolerance.Compare);

        await Verify(Verified.Replace("0.91", "0.9105", StringComparison.Ordinal));
        var failure = await Assert.ThrowsAsync<VerifyException>(() => Verify(Verified.Replace("0.91", "0.92", StringComparison.Ordinal)));

        Assert.Contains("column accuracy, row 3 (strategy=Partial, 2, seed=1): verified 0.91, received 0.92, difference 0.01, tolerance 0.001", failure.Message, StringComparison.Ordinal);
        Assert.Equal(Verified, await File.ReadAllTextAsync(folder.At("runs.verified.csv"), TestContext.Current.CancellationToken));
    }

    private CompareResult Compare(string received) => Result(tolerance, received, Verified);

    private static CompareResult Result(CsvTolerance tolerance, string received, string verified) =>
        tolerance.Compare(received, verified, new Dictionary<string, object>()).GetAwaiter().GetResult();
}
