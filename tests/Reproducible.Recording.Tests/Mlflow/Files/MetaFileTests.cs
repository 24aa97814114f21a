using Reproducible.Recording.Mlflow.Files;

namespace Reproducible.Recording.Tests.Mlflow.Files;

public class MetaFileTests
{
    // Each line was read by PyYAML 6.0, which MLflow uses, as the text on the left.
    [Theory]
    [InlineData("FullFineTune seed 3", "FullFineTune seed 3")]
    [InlineData("Source.FashionEight", "Source.FashionEight")]
    [InlineData("file:///data/my%20runs", "file:///data/my%20runs")]
    [InlineData("", "''")]
    [InlineData("0", "'0'")]
    [InlineData("457000000000000000", "'457000000000000000'")]
    [InlineData("12e3", "'12e3'")]
    [InlineData("0x1F", "'0x1F'")]
    [InlineData("1:30", "'1:30'")]
    [InlineData("2026-01-02", "'2026-01-02'")]
    [InlineData("yes", "'yes'")]
    [InlineData("Null", "'Null'")]
    [InlineData("~", "'~'")]
    [InlineData("a: b", "'a: b'")]
    [InlineData("a #b", "'a #b'")]
    [InlineData("- a", "'- a'")]
    [InlineData("{\"uri\":1}", "'{\"uri\":1}'")]
    [InlineData("it's: so", "\"it's: so\"")]
    public void Quotes_text_that_would_be_read_as_something_else(string text, string written) =>
        Assert.Equal($"a: {written}\n", MetaFile.Text(new Dictionary<string, object?> { ["a"] = text }));

    [Fact]
    public void Writes_keys_in_order_and_long_text_on_one_line() => Assert.Equal(
        $"a: null\nb: []\nc: 12\nd: {string.Join(' ', Enumerable.Repeat("word", 50))}\ne:\n  f: g\n",
        MetaFile.Text(new Dictionary<string, object?>
        {
            ["e"] = new Dictionary<string, object?> { ["f"] = "g" },
            ["d"] = string.Join(' ', Enumerable.Repeat("word", 50)),
            ["c"] = 12L,
            ["b"] = Array.Empty<string>(),
            ["a"] = null,
        }));
}
