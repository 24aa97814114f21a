using Reproducible.Keys;

namespace Reproducible.Tests.Keys.Code;

/// <summary>Initialisers of an assembly: executed before anything else in it, named by nothing.</summary>
public class InitializerTests
{
    private const string Library = """
        namespace Library;
        public static class Registry { public static int Last; public static void Register(int n) => Last = n; }
        """;

    private const string Program = """
        using System.Runtime.CompilerServices;
        namespace Sample;
        public static class Own { public static int Value; [ModuleInitializer] public static void Begin() => Value = 700; }
        public static class Registrations { [ModuleInitializer] public static void Begin() => Library.Registry.Register(800); }
        public static class Entry { public static int Run(int n) => n; }
        """;

    [Fact]
    public void One_that_sets_its_own_assembly_up_counts()
    {
        var before = ClosureOf(Program);

        Assert.Equal(["Sample.Entry", "Sample.Own"], before.Keys);
        Assert.Equal(["Sample.Own"], CodeDifference.Between(before, ClosureOf(Program.Replace("700", "701", StringComparison.Ordinal))).Changed);
    }

    [Fact]
    public void One_that_registers_with_another_assembly_counts_once_that_is_reached()
    {
        var reading = Program.Replace("=> n;", "=> n + Library.Registry.Last;", StringComparison.Ordinal);
        var before = ClosureOf(reading);

        Assert.Equal(["Library.Registry", "Sample.Entry", "Sample.Own", "Sample.Registrations"], before.Keys);
        Assert.Equal(["Sample.Registrations"], CodeDifference.Between(before, ClosureOf(reading.Replace("800", "801", StringComparison.Ordinal))).Changed);
    }

    private static IReadOnlyDictionary<string, string> ClosureOf(string source)
    {
        using var folder = new LoadedFolder();
        folder.Compile("Library", Library);
        folder.Compile("Program", source, "Library");

        return folder.Closure("Program");
    }
}
