using Reproducible.Keys;

namespace Reproducible.Tests.Keys.Code;

public sealed class CodeClosureTests
{
    private static readonly Lazy<IReadOnlyDictionary<string, string>> Unchanged = new(() => ClosureOf(Sample.Text));

    [Theory]
    [InlineData("a comment", "// The first comment.", "// Another comment.")]
    [InlineData("lines", "// The first comment.", "\n\n\n")]
    [InlineData("a local", "sum", "total")]
    [InlineData("a captured local", "factor", "coefficient")]
    [InlineData("a local that an awaiting method keeps", "before", "earlier")]
    [InlineData("a local of an iterator", "even", "ahead")]
    [InlineData("a lambda's parameter", "y => y + 200", "other => other + 200")]
    [InlineData("a local function", "Local", "Inner")]
    [InlineData("a method's parameter", "Of(int n) => n * 31", "Of(int number) => number * 31")]
    [InlineData("a new type", "public sealed class Unused", "public sealed class Newer { public Func<int> F() => () => 1; } public sealed class Unused")]
    [InlineData("an unused type", "=> 12", "=> 13")]
    [InlineData("a new method that nothing calls", "public static int Run", "public static int Fresh(int n) { Func<int> f = () => n; return f() + new { N = f }.N(); } public static int Run")]
    [InlineData("a new constant that nothing uses", "public static int Run", "public const int Fresh = 3; public static int Run")]
    public void Stays_when_there_changes(string what, string text, string replacement) =>
        Assert.True(Difference(text, replacement) is { IsEmpty: true }, what);

    [Fact]
    public void Stays_when_members_are_reordered() =>
        Assert.Equal(Unchanged.Value, ClosureOf(Sample.Reordered));

    [Fact]
    public void Stays_when_compiled_in_another_folder() =>
        Assert.Equal(Unchanged.Value, ClosureOf(Sample.Text));

    [Theory]
    [InlineData("a constant", "+ 1; }", "+ 2; }", "Sample.Near")]
    [InlineData("a string", "nothing at all", "nothing at ALL", "Sample.Entry")]
    [InlineData("a callee two levels down", "n * 31", "n * 32", "Sample.Far")]
    [InlineData("an implementation reached through its interface only", "Side * 7", "Side * 8", "Sample.Square")]
    [InlineData("a virtual method that the framework may call", "Weight() => 1", "Weight() => 3", "Sample.Root")]
    [InlineData("a field's initialiser", "Side = 3", "Side = 4", "Sample.Square")]
    [InlineData("a static constructor", "Value = 21", "Value = 22", "Sample.Start")]
    [InlineData("an enum's value", "Fast = 2", "Fast = 3", "Sample.Mode")]
    [InlineData("an attribute of ours", "[Setting(\"side\")]", "[Setting(\"edge\")]", "Sample.Square")]
    [InlineData("a generic argument", "Box<short>", "Box<ushort>", "Sample.Entry")]
    [InlineData("an array's data", "17, 19", "17, 23", "Sample.Entry")]
    [InlineData("a lambda that captures", "+ 100", "+ 101", "Sample.Entry")]
    [InlineData("a lambda that captures nothing", "+ 200", "+ 201", "Sample.Entry")]
    [InlineData("a local function", "+ 300", "+ 301", "Sample.Entry")]
    [InlineData("an anonymous type's value", "+ 400", "+ 401", "Sample.Entry")]
    [InlineData("an anonymous type's property", "Index", "Place", "Sample.Entry")]
    [InlineData("an iterator", "* 500", "* 501", "Sample.Entry")]
    [InlineData("a lambda in an iterator", "k % 2 == 0", "k % 3 == 0", "Sample.Entry")]
    [InlineData("an awaiting method", "+ 600", "+ 601", "Sample.Entry")]
    [InlineData("a lambda in a generic method", "+ 1000", "+ 1001", "Sample.Entry")]
    [InlineData("a collection's item", "1100", "1101", "Sample.Entry")]
    [InlineData("a static implementation", "=> 900", "=> 901", "Sample.Metre")]
    [InlineData("a member of a part that only reflection finds", "Stages * 2", "Stages * 3", "Sample.Part")]
    public void Changes_with(string what, string text, string replacement, string changed)
    {
        var difference = Difference(text, replacement);

        Assert.True(difference.Added.Count + difference.Removed.Count == 0, what);
        Assert.Equal([changed], difference.Changed);
    }

    [Fact]
    public void A_changed_base_class_changes_who_derives_from_it_and_joins_the_closure()
    {
        var difference = Difference("class Square : Root", "class Square : OtherRoot");

        Assert.Equal(["Sample.OtherRoot"], difference.Added);
        Assert.Equal(["Sample.Square"], difference.Changed);
    }

    [Fact]
    public void A_changed_type_of_a_catch_counts()
    {
        var difference = Difference("catch (TooSmall)", "catch (TooLarge)");

        Assert.Equal(["Sample.TooLarge"], difference.Added);
        Assert.Equal(["Sample.TooSmall"], difference.Removed);
        Assert.Equal(["Sample.Entry"], difference.Changed);
    }

    [Fact]
    public void Names_what_is_reached_and_nothing_else() =>
        Assert.Equal(
            ["Sample.Box`1", "Sample.Entry", "Sample.Far", "Sample.IShape", "Sample.IUnit", "Sample.Metre", "Sample.Mode", "Sample.Near", "Sample.Part", "Sample.Root",
                "Sample.SettingAttribute", "Sample.Square", "Sample.Start", "Sample.TooSmall"],
            Unchanged.Value.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Another_assembly_of_ours_counts_where_it_is_reached()
    {
        IReadOnlyDictionary<string, string> With(string library)
        {
            using var folder = new LoadedFolder();
            folder.Compile("Library", library);
            folder.Compile("User", """
                namespace Sample;
                public static class Entry { public static string Run(int n) => Library.List.Of<string>("a", n).Item; }
                """, "Library");

            return folder.Closure("User");
        }

        const string Library = """
            namespace Library;
            public class Holder<T>(T item) { public T Item => item; public int Unused => 4; }
            public static class List
            {
                public static Holder<T> Of<T>(T item, int n) => new Longer<T>(item, n + 5);
                private class Longer<T>(T item, int n) : Holder<T>(item) { public override string ToString() => "length " + n; }
            }
            """;
        var before = With(Library);

        Assert.Equal(["Library.Holder`1", "Library.List", "Library.List+Longer`1", "Sample.Entry"], before.Keys);
        Assert.Equal(["Library.List"], CodeDifference.Between(before, With(Library.Replace("n + 5", "n + 6", StringComparison.Ordinal))).Changed);
        Assert.Equal(["Library.List+Longer`1"], CodeDifference.Between(before, With(Library.Replace("length", "size", StringComparison.Ordinal))).Changed);
        Assert.Equal(before, With(Library.Replace("=> 4", "=> 5", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_type_that_moved_to_another_assembly_is_followed_there()
    {
        const string Moved = "namespace Library; public static class Far { public static int Of(int n) => n * 31; public static class Inner { public static int One() => 1; } }";
        using var folder = new LoadedFolder();
        folder.Compile("Library", Moved);
        folder.Compile("User", "namespace Sample; public static class Entry { public static int Run(int n) => Library.Far.Of(n) + Library.Far.Inner.One(); }", "Library");
        folder.Compile("Newer", Moved);
        folder.Compile("Library", "[assembly: System.Runtime.CompilerServices.TypeForwardedTo(typeof(Library.Far))]", "Newer");

        Assert.Equal(["Library.Far", "Library.Far+Inner", "Sample.Entry"], folder.Closure("User").Keys);
    }

    [Fact]
    public void An_assembly_built_anew_since_it_was_loaded_is_refused()
    {
        using var folder = new LoadedFolder();
        folder.Compile("Variant", Sample.Text);
        var run = folder.Load("Variant").GetType("Sample.Entry")!.GetMethod("Run")!;
        File.Delete(folder.PathOf("Variant"));
        folder.Compile("Variant", Sample.Text.Replace("n * 31", "n * 32", StringComparison.Ordinal));

        var fault = Assert.Throws<ReproducibleException>(() => CodeClosure.Of([], [run]));

        Assert.Equal("'Variant.dll' was built anew while this process ran.", fault.Problem);
        Assert.Equal("Start it again.", fault.Remedy);
    }

    private static CodeDifference Difference(string text, string replacement)
    {
        Assert.Contains(text, Sample.Text, StringComparison.Ordinal);

        return CodeDifference.Between(Unchanged.Value, ClosureOf(Sample.Text.Replace(text, replacement, StringComparison.Ordinal)));
    }

    private static IReadOnlyDictionary<string, string> ClosureOf(string source)
    {
        using var folder = new LoadedFolder();
        folder.Compile("Variant", source);

        return folder.Closure("Variant");
    }
}
