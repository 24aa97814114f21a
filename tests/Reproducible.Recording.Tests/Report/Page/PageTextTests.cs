using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Reproducible.Recording.Report;
using Reproducible.Strategies;

namespace Reproducible.Recording.Tests.Report.Page;

public sealed partial class PageTextTests : IDisposable
{
    private readonly TempFolder folder = new();

    [Fact]
    public void The_question_the_answer_and_a_picture_come_first()
    {
        var page = Write([ReportSample.Tuning()]);
        var header = page[page.IndexOf("<header>", StringComparison.Ordinal)..page.IndexOf("</header>", StringComparison.Ordinal)];

        Assert.Contains("<h1>top against shoe, 20 labels: <span>does transfer help?</span></h1>", header, StringComparison.Ordinal);
        Assert.Contains("Yes: Tune gains +12.0&nbsp;±&nbsp;5.0 points", header, StringComparison.Ordinal);
        Assert.Contains("data-plot=\"lead\"", header, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_link_leads_to_a_file_or_to_a_place_on_the_page()
    {
        var page = Write([ReportSample.Tuning(results: folder.Path), ReportSample.Grid(folder.Path, labels: [5, 50])]);
        var targets = Link().Matches(page).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).ToList();
        var ids = Id().Matches(page).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(targets);
        Assert.All(targets.Where(target => target != "data:,"), target => Assert.True(
            target[0] == '#' ? ids.Contains(target[1..]) : File.Exists(Path.Combine(folder["report"], target)), $"The page links to {target}."));
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ReportSample.Tuning().Result.Runs, run => Assert.Contains($"../store/{run.Receipt.Id}/receipt.json", targets));
    }

    [Fact]
    public void Text_from_outside_cannot_become_markup_or_script()
    {
        const string Evil = "</script><script>alert(1)</script><img src=x onerror=\"alert(2)\"> & 'x'";
        var scratch = ReportSample.Runs(new FromScratch(), [0.8, 0.8]);
        var runs = new[] { ReportSample.Run(new Tune { Note = Evil }, 0, 0.9), ReportSample.Run(new Tune { Note = Evil + " " }, 1, 0.9), ReportSample.Run(new Tune { Note = Evil }, 2, 0, error: Evil) };
        var page = Write([ReportSample.Experiment(Evil, runs, scratch, Evil, missing: 1)], new Unshipped(Evil, 1));

        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.Equal(5, ScriptEnd().Count(page));
        Assert.Contains(Evil, Data(page).GetProperty("comparisons")[0].GetProperty("settings")[0].GetProperty("arms").EnumerateArray().Select(arm => arm.GetProperty("label").GetString()!).First(label => label.Contains("alert", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_policy_allows_its_own_scripts_and_nothing_else()
    {
        var page = Write([ReportSample.Tuning()]);
        var policy = Policy().Match(page).Groups[1].Value;
        var hashes = Script().Matches(page).Select(match => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(match.Groups[1].Value)))}'").ToList();

        Assert.Equal(4, hashes.Count);
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.EndsWith($"script-src {string.Join(' ', hashes)}", policy, StringComparison.Ordinal);
    }

    [Fact]
    public void It_asks_for_nothing_from_elsewhere() => Assert.All(
        Loaded().Matches(Write([ReportSample.Tuning()])).Select(match => match.Groups[1].Value), source => Assert.True(source is "data:," || source[0] is '#' or '.', source));

    [Fact]
    public void What_failed_is_missing_or_is_not_shipped_is_said()
    {
        var runs = new[] { ReportSample.Run(new FromScratch(), 0, 0.8), ReportSample.Run(new FromScratch(), 1, 0, error: "loss is NaN") };
        var page = Write([ReportSample.Experiment("Half", runs, runs, missing: 7)], new Unshipped("MLflow at http://127.0.0.1:5000", 2));

        Assert.Contains("<pre>loss is NaN</pre>", page, StringComparison.Ordinal);
        Assert.Contains("Half: 7 runs are not in the store", page, StringComparison.Ordinal);
        Assert.Contains("MLflow at http://127.0.0.1:5000: 2 runs are not shipped yet.", page, StringComparison.Ordinal);
        Assert.Contains("2 runs · <a class=\"failed\" href=\"#state\">1 failed</a> · 0 reused, 2 new · <a class=\"failed\" href=\"#state\">7 not in the store</a> · <a class=\"failed\" href=\"#state\">2 not shipped</a>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_asked_for_other_than_declared_is_said_and_asked_for_again()
    {
        var page = File.ReadAllText(HtmlReport.Write(folder.Path, [ReportSample.Experiment("Half", [ReportSample.Run(new FromScratch(), 0, 0.8)], [], missing: 1)], [], new(Seeds: 2, Epochs: 3)));

        Assert.Contains("<p class=\"state\">1 run · --seeds=2 --epochs=3 · ", page, StringComparison.Ordinal);
        Assert.Contains("Half: 1 run is not in the store and in no number here; <code>dotnet cake --target=Half --seeds=2 --epochs=3</code>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_runs_it_is_still_a_page() => Assert.Contains("No results yet", Write([ReportSample.Experiment("Later", [], [], missing: 3)]), StringComparison.Ordinal);

    [Fact]
    public void The_same_runs_give_the_same_bytes() => Assert.Equal(Write([ReportSample.Tuning()]), Write([ReportSample.Tuning()]));

    [Fact]
    public void A_thousand_runs_take_seconds_and_few_megabytes()
    {
        var grid = ReportSample.Grid(seeds: 50, epochs: 200, strategies: 4, labels: [10, 20, 50, 100]);
        var clock = Stopwatch.StartNew();
        var page = Write([grid]);

        Assert.Equal(1000, grid.Result.Runs.Count);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 10);
        Assert.InRange(Encoding.UTF8.GetByteCount(page), 500_000, 5_000_000);
    }

    public void Dispose() => folder.Dispose();

    private string Write(IReadOnlyList<ReportedExperiment> experiments, params Unshipped[] unshipped) => File.ReadAllText(HtmlReport.Write(folder.Path, experiments, unshipped));

    private static JsonElement Data(string page) => JsonDocument.Parse(DataElement().Match(page).Groups[1].Value).RootElement;

    // Only what stands in the page's own markup: the libraries' scripts hold texts that look like some.
    [GeneratedRegex("<a href=\"([^\"]+)\"")]
    private static partial Regex Link();

    [GeneratedRegex("<[a-z0-9]+[^>]* id=\"([^\"]+)\"")]
    private static partial Regex Id();

    [GeneratedRegex("</script", RegexOptions.IgnoreCase)]
    private static partial Regex ScriptEnd();

    [GeneratedRegex("<script>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("<script type=\"application/json\" id=\"data\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex DataElement();

    [GeneratedRegex("Content-Security-Policy\" content=\"([^\"]*)\"")]
    private static partial Regex Policy();

    [GeneratedRegex("<(?:a|link|img|script|iframe|source)\\b[^>]*?(?:href|src)=\"([^\"]+)\"")]
    private static partial Regex Loaded();
}
