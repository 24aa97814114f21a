using System.Xml.Linq;

namespace Reproducible.Build;

/// <summary>What the .trx files of a test run say together.</summary>
/// <param name="Skipped">Name and reason of each test that did not run.</param>
internal sealed record TestReport(int Passed, int Failed, IReadOnlyList<(string Name, string Reason)> Skipped)
{
    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    /// <summary><c>120 passed, 0 failed, 2 skipped</c>.</summary>
    public string Line => $"{Passed} passed, {Failed} failed{(Skipped.Count > 0 ? $", {Skipped.Count} skipped" : "")}";

    /// <param name="folder">Where the files lie; none are there when it is missing.</param>
    public static TestReport Read(string folder)
    {
        var tests = (Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.trx", SearchOption.AllDirectories) : [])
            .SelectMany(file => XDocument.Load(file).Descendants(Trx + "UnitTestResult"))
            .ToLookup(test => (string?)test.Attribute("outcome"));
        var skipped = tests["NotExecuted"].Select(test => ((string?)test.Attribute("testName") ?? "?", Reason(test)));

        return new(tests["Passed"].Count(), tests.Where(group => group.Key is not ("Passed" or "NotExecuted")).Sum(group => group.Count()), [.. skipped]);
    }

    private static string Reason(XElement test) =>
        test.Descendants(Trx + "Message").Concat(test.Descendants(Trx + "StdOut")).Select(text => text.Value.Trim()).FirstOrDefault() ?? "no reason given";
}
