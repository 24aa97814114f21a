namespace Reproducible.Build.Tests;

public sealed class TestReportTests : IDisposable
{
    private readonly Folder folder = new();

    [Fact]
    public void Sums_over_projects_and_keeps_the_reason_of_each_skipped_test()
    {
        folder.Write("a/one.trx", Trx("""<UnitTestResult testName="A" outcome="Passed" /><UnitTestResult testName="B" outcome="Failed"><Output><ErrorInfo><Message>Expected: 1</Message><StackTrace>at B()</StackTrace></ErrorInfo></Output></UnitTestResult>"""));
        folder.Write("b/two.trx", Trx("""
            <UnitTestResult testName="C" outcome="Passed" />
            <UnitTestResult testName="D" outcome="NotExecuted"><Output><ErrorInfo><Message>needs a GPU</Message></ErrorInfo></Output></UnitTestResult>
            <UnitTestResult testName="E" outcome="Timeout" />
            """));

        var report = TestReport.Read(folder.Path);

        Assert.Equal("2 passed, 2 failed, 1 skipped", report.Line);
        Assert.Equal([("D", "needs a GPU")], report.Skipped);
        Assert.Equal([("B", "Expected: 1\nat B()"), ("E", "Timeout")], report.Failed);
    }

    [Fact]
    public void Is_empty_where_nothing_ran()
    {
        Assert.Equal("0 passed, 0 failed", TestReport.Read(folder.File("no such folder")).Line);
    }

    public void Dispose() => folder.Dispose();

    private static string Trx(string results) =>
        $"""<TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>{results}</Results></TestRun>""";
}
