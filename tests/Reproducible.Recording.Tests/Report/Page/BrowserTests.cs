using System.Text.Json;

namespace Reproducible.Recording.Tests.Report.Page;

/// <summary>The report as people meet it: on a phone and at a desk, light and dark, in print, and without scripts.</summary>
public sealed class BrowserTests : IClassFixture<BrowserFixture>
{
    private readonly BrowserFixture browser;

    public BrowserTests(BrowserFixture browser)
    {
        this.browser = browser;

        // A machine that checks every change has to have a browser; elsewhere the reason is printed.
        Assert.SkipWhen(browser.Absent is not null && string.IsNullOrEmpty(System.Environment.GetEnvironmentVariable("CI")), browser.Absent ?? "");
        Assert.True(browser.Absent is null, browser.Absent);
    }

    public static TheoryData<string> Views => ["phone light", "phone dark", "desktop light", "desktop dark"];

    private JsonElement Plain => browser.Seen.GetProperty("withoutScript");

    [Theory]
    [MemberData(nameof(Views))]
    public void The_console_says_nothing_and_nothing_is_fetched(string view)
    {
        Assert.Equal([], Strings(View(view), "messages"));
        Assert.Equal([], Strings(View(view), "requests"));
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void Nothing_overflows_and_no_label_is_clipped(string view)
    {
        Assert.Equal(0, View(view).GetProperty("overflow").GetInt32());
        Assert.Equal([], Strings(View(view), "clipped"));
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void Every_figure_holds_plots_and_each_has_a_name_a_title_and_a_description(string view)
    {
        var plots = View(view).GetProperty("plots").EnumerateArray().ToList();

        Assert.All(View(view).GetProperty("figures").EnumerateArray(), count => Assert.True(count.GetInt32() > 0));
        Assert.InRange(plots.Count, 20, 100);
        Assert.All(plots, plot => Assert.All(["label", "title", "description"], part => Assert.False(string.IsNullOrWhiteSpace(plot.GetProperty(part).GetString()))));
        Assert.All(plots, plot => Assert.True(plot.GetProperty("marks").GetInt32() > 0 && plot.GetProperty("height").GetDouble() > 100));
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void Every_link_to_a_receipt_resolves(string view)
    {
        var links = Strings(View(view), "links");

        Assert.InRange(links.Count(link => link.EndsWith("/receipt.json", StringComparison.Ordinal)), 30, 200);
        Assert.NotEmpty(Strings(View(view), "dots"));
        Assert.All(links.Where(link => link[0] != '#').Concat(Strings(View(view), "dots")), link => Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(browser.PagePath)!, link)), link));
    }

    [Theory]
    [InlineData("phone light", 844)]
    [InlineData("desktop light", 800)]
    public void Question_answer_and_picture_fit_the_first_screen(string view, int height) => Assert.InRange(View(view).GetProperty("answerBottom").GetInt32(), 1, height);

    [Theory]
    [InlineData("phone light")]
    [InlineData("desktop light")]
    public void Seeds_that_agree_do_not_cover_each_other(string view) => Assert.All(View(view).GetProperty("covered").EnumerateArray(), count => Assert.Equal(0, count.GetInt32()));

    [Theory]
    [InlineData("phone light")]
    [InlineData("phone dark")]
    public void Marks_that_share_a_colour_have_another_shape(string view)
    {
        var legends = View(view).GetProperty("legends").EnumerateArray().Select(legend => legend.EnumerateArray().Select(mark => mark.GetString()!).ToList()).ToList();

        Assert.Contains(legends, legend => legend.Count >= 7);
        Assert.All(legends, legend => Assert.Equal(legend.Count, legend.Distinct().Count()));
    }

    [Fact]
    public void Colours_follow_the_reader_and_paper_is_white()
    {
        Assert.Equal("rgb(253, 253, 251)", View("phone light").GetProperty("paper").GetString());
        Assert.Equal("rgb(21, 23, 26)", View("desktop dark").GetProperty("paper").GetString());
        Assert.Equal("rgb(255, 255, 255)", browser.Seen.GetProperty("print").GetProperty("paper").GetString());
        Assert.InRange(browser.Seen.GetProperty("pages").GetInt32(), 20_000, 5_000_000);
    }

    [Fact]
    public void Plots_are_drawn_anew_when_the_window_narrows()
    {
        Assert.Equal(0, browser.Seen.GetProperty("narrowed").GetProperty("overflow").GetInt32());
        Assert.Equal([], Strings(browser.Seen.GetProperty("narrowed"), "clipped"));
    }

    [Fact]
    public void Tables_sort_from_the_keyboard_and_say_how()
    {
        var (first, second) = (browser.Seen.GetProperty("sorted")[0], browser.Seen.GetProperty("sorted")[1]);
        var (down, up) = (Numbers(first), Numbers(second));

        Assert.Equal([null, "descending"], first.GetProperty("sort").EnumerateArray().Take(2).Select(sort => sort.GetString()));
        Assert.Equal([null, "ascending"], second.GetProperty("sort").EnumerateArray().Take(2).Select(sort => sort.GetString()));
        Assert.Equal(down.OrderDescending(), down);
        Assert.Equal(down.Order(), up);
        Assert.True(down.Distinct().Count() > 2);
    }

    [Fact]
    public void A_dot_opens_its_receipt()
    {
        var dot = browser.Seen.GetProperty("dot");

        Assert.Equal(new Uri(new Uri($"file://{browser.PagePath}"), dot.GetProperty("wanted").GetString()).AbsoluteUri, dot.GetProperty("opened").GetString());
    }

    [Fact]
    public void All_that_can_be_pressed_has_a_name_and_none_of_it_is_inside_an_image()
    {
        Assert.Equal(0, View("desktop light").GetProperty("unlabelled").GetInt32());
        Assert.Equal(0, View("desktop light").GetProperty("insideImages").GetInt32());
    }

    [Fact]
    public void Without_scripts_the_answer_and_the_tables_are_there()
    {
        Assert.StartsWith("Yes: ", Plain.GetProperty("answer").GetString(), StringComparison.Ordinal);
        Assert.InRange(Plain.GetProperty("tables").GetInt32(), 10, 20);
        Assert.Equal(0, Plain.GetProperty("buttons").GetInt32());
        Assert.Equal(0, Plain.GetProperty("emptyPlotsShown").GetInt32());
    }

    private JsonElement View(string name) => browser.Seen.GetProperty("views").GetProperty(name);

    private static List<string> Strings(JsonElement holder, string name) => [.. holder.GetProperty(name).EnumerateArray().Select(item => item.GetString()!)];

    private static List<double> Numbers(JsonElement sorted) => [.. sorted.GetProperty("values").EnumerateArray().Select(value => value.GetDouble())];
}
