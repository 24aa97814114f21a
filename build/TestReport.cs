using System.Xml.Linq;

namespace Reproducible.Build;

/// <summary>What the .trx files of a test run say together.</summary>
/// <param name="Failed">Name and message of each test that ended otherwise than passed; a message is cut after 2,000 characters.</param>
/// <param name="Skipped">Name and reason of each test that did not run.</param>
internal sealed record TestReport(int Passed, IReadOnlyList<(string Name, string Message)> Failed, IReadOnlyList<(string Name, string Reason)> Skipped)
{
    private const int LongestMessage = 2000;
    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    /// <summary><c>120 passed, 0 failed, 2 skipped</c>.</summary>
    public string Line => $"{Passed} passed, {Failed.Count} failed{(Skipped.Count > 0 ? $", {Skipped.Count} skipped" : "")}";

    /// <param name="folder">Where the files lie; none are there when it is missing.</param>
    public static TestReport Read(string folder)
    {
        var tests = (Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.trx", SearchOption.AllDirectories) : [])
            .Order(StringComparer.Ordinal)
            .SelectMany(file => XDocument.Load(file).Descendants(Trx + "UnitTestResult"))
            .ToLookup(test => (string?)test.Attribute("outcome"));

        return new(
            tests["Passed"].Count(),
            [.. tests.Where(group => group.Key is not ("Passed" or "NotExecuted")).SelectMany(group => group).Select(test => (Name(test), Message(test)))],
            [.. tests["NotExecuted"].Select(test => (Name(test), Text(test) ?? "explicit: takes minutes; run its test program with `-explicit only`"))]);
    }

    private static string Name(XElement test) => (string?)test.Attribute("testName") ?? "?";

    private static string Message(XElement test)
    {
        var message = $"{Text(test) ?? (string?)test.Attribute("outcome")}\n{test.Descendants(Trx + "StackTrace").FirstOrDefault()?.Value}".TrimEnd();

        return message.Length <= LongestMessage ? message : $"{message[..LongestMessage]} …";
    }

    private static string? Text(XElement test) =>
        test.Descendants(Trx + "Message").Concat(test.Descendants(Trx + "StdOut")).Select(text => text.Value.Trim()).FirstOrDefault();
}
