using System.Text;

namespace Reproducible.Snapshots.Tests.Scrubbing;

public class ScrubbersTests
{
    [Fact]
    public void Works_on_lines() => Assert.Equal("keep\nONE", Scrubbed("keep\n\nsecret Token\none\ngone", settings =>
    {
        settings.ScrubLinesContaining("token", "nothing");
        settings.ScrubLines(line => line == "gone");
        settings.ScrubEmptyLines();
        settings.ScrubLinesWithReplace(line => line == "one" ? "ONE" : line);
    }));

    [Fact]
    public void Runs_the_latest_first_unless_told_otherwise() => Assert.Equal("start321", Scrubbed("start", settings =>
    {
        settings.AddScrubber(text => text.Append('2'));
        settings.AddScrubber(text => text.Append('3'));
        settings.AddScrubber(text => text.Append('1'), ScrubberLocation.Last);
    }));

    private static string Scrubbed(string text, Action<VerifySettings> change)
    {
        var (settings, builder) = (new VerifySettings(), new StringBuilder(text));
        change(settings);
        new VerifySettings(settings).Scrubbers.Apply(builder);
        return builder.ToString();
    }
}
