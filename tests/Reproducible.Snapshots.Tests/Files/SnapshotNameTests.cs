using System.Globalization;
using Reproducible.Snapshots.Files;

namespace Reproducible.Snapshots.Tests.Files;

public class SnapshotNameTests
{
    private static readonly RunningTest Test = new(
        typeof(Nested),
        typeof(Nested).GetMethod(nameof(Nested.Method))!,
        [1.5, null],
        "shown");

    [Fact]
    public void Is_made_of_type_method_and_arguments() => Assert.Equal("SnapshotNameTests.Nested.Method_rate=1.5_device=null", Name(_ => { }));

    [Fact]
    public void Takes_names_and_parameters_from_the_settings()
    {
        Assert.Equal("T.M_rate=cpu-0", Name(settings =>
        {
            settings.UseTypeName("T");
            settings.UseMethodName("M");
            settings.UseParameters("cpu:0");
        }));
        Assert.Equal("SnapshotNameTests.Nested.Method_fast", Name(settings => settings.UseTextForParameters("fast")));
        Assert.Equal("SnapshotNameTests.Nested.Method", Name(settings => settings.IgnoreParameters()));
        Assert.Equal("whole", Name(settings => settings.UseFileName("whole")));
    }

    [Fact]
    public void Joins_the_items_of_a_list() => Assert.Equal("SnapshotNameTests.Nested.Method_rate=1,b-c", Name(settings => settings.UseParameters(new List<object> { 1, "b/c" })));

    [Fact]
    public void Counts_parameters() => Assert.StartsWith(
        "UseParameters was given 3 values, Method has 2 parameters.",
        Assert.Throws<ArgumentException>(() => Name(settings => settings.UseParameters(1, 2, 3))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Asks_for_a_name_where_no_test_runs() => Assert.Equal(
        "No xunit test is running here, so the snapshot has no name. Call Verify within a test, or name the file with UseFileName.",
        Assert.Throws<ArgumentException>(() => SnapshotName.For(new VerifySettings(), test: null)).Message);

    private static string Name(Action<VerifySettings> change)
    {
        var settings = new VerifySettings();
        change(settings);
        return SnapshotName.For(settings, Test);
    }

    private static class Nested
    {
        // Called by no test: it lends its name and its parameters'.
        public static string Method(double rate, string? device) => rate.ToString(CultureInfo.InvariantCulture) + device;
    }
}
