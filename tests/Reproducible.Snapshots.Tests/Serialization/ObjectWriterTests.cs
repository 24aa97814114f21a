using System.Globalization;
using Reproducible.Snapshots.Serialization;

namespace Reproducible.Snapshots.Tests.Serialization;

public class ObjectWriterTests
{
    [Theory]
    [InlineData(null, "null")]
    [InlineData(true, "true")]
    [InlineData('x', "x")]
    [InlineData(7, "7")]
    [InlineData(0.1, "0.1")]
    [InlineData(0.1f, "0.1")]
    [InlineData(3.0, "3.0")]
    [InlineData(1e300, "1E+300")]
    [InlineData(double.NaN, "\"NaN\"")]
    [InlineData(double.NegativeInfinity, "\"-Infinity\"")]
    [InlineData(DayOfWeek.Monday, "Monday")]
    public void Writes_single_values(object? value, string text) => Assert.Equal(text, Write(value));

    [Fact]
    public void Writes_members_of_the_base_first_fields_before_properties_and_leaves_out_null_and_empty() => Assert.Equal(
        """
        {
          Note: ,
          Name: x,
          Size: 2,
          Inner: {
            Size: 1
          }
        }
        """,
        Write(new Derived { Size = 2, Name = "x", Note = "", Inner = new Derived { Size = 1 } }));

    [Fact]
    public void Sorts_dictionaries_and_keeps_the_order_of_lists() => Assert.Equal(
        """
        {
          a: [
            2,
            null,
            1
          ],
          b: [],
          c: {}
        }
        """,
        Write(new Dictionary<string, object> { ["c"] = new Derived2(), ["b"] = Array.Empty<int>(), ["a"] = new object?[] { 2, null, 1 } }));

    [Fact]
    public void Numbers_times_and_identifiers_by_value()
    {
        var (first, second) = (new Guid(1, 0, 0, new byte[8]), new Guid(2, 0, 0, new byte[8]));
        var day = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

        Assert.Equal("[\n  Guid_1,\n  Guid_2,\n  Guid_1,\n  Guid_Empty,\n  DateTime_1\n]", Write(new object[] { first, second, first, Guid.Empty, day }));
        Assert.Equal("[\n  00000001-0000-0000-0000-000000000000,\n  2026-01-02T03:04:05.0000000Z\n]", Write(new object[] { first, day }, settings =>
        {
            settings.DontScrubGuids();
            settings.DontScrubDateTimes();
        }));
    }

    [Fact]
    public void Puts_a_text_of_several_lines_on_lines_of_its_own() => Assert.Equal("{\n  Name: \nx\ny\n}", Write(new Base { Name = "x\r\ny" }));

    [Fact]
    public void Leaves_out_the_members_named() => Assert.Equal("{\n  Size: 1\n}", Write(new Derived { Size = 1, Name = "x" }, settings => settings.IgnoreMember("Name")));

    [Fact]
    public void Writes_the_same_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        // The invariant build has no other cultures, so this one is made.
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture = comma;
        try
        {
            Assert.Equal("[\n  1.5,\n  2.5,\n  3.5\n]", Write(new object[] { 1.5, 2.5f, 3.5m }));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Says_so_when_an_object_holds_itself()
    {
        var loop = new Derived();
        loop.Inner = loop;

        Assert.Contains("holds itself: Derived > Derived.", Assert.Throws<ArgumentException>(() => Write(loop)).Message, StringComparison.Ordinal);
    }

    private static string Write(object? value, Action<VerifySettings>? change = null)
    {
        var settings = new VerifySettings();
        change?.Invoke(settings);
        return new ObjectWriter(settings).Write(value);
    }

    private class Base
    {
        public string? Note;

        public string? Name { get; set; }
    }

    private sealed class Derived : Base
    {
        public int Size { get; set; }

        public int[] Empty { get; } = [];

        public Derived? Inner { get; set; }
    }

    private sealed class Derived2 : Base;
}
