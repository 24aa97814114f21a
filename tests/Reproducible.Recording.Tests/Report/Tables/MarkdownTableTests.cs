using Reproducible.Recording.Report.Tables;

namespace Reproducible.Recording.Tests.Report.Tables;

public class MarkdownTableTests
{
    [Fact]
    public void Numbers_stand_to_the_right_and_what_is_for_the_page_stays_there() => Assert.Equal(
        "| Name | Gain |\n| --- | ---: |\n| a | +1.0 |\n",
        MarkdownTable.Text(new("", [new("Name"), new("Gain", Numeric: true), new("Receipt", PageOnly: true)], [["a", "+1.0", "0123"]])));

    [Fact]
    public void Text_stays_text() => Assert.Equal(
        @"a\|b &lt;script&gt; \*x\* \[y\](z) \`c\` d\_e two lines",
        MarkdownTable.Escaped("a|b <script> *x* [y](z) `c` d_e two\nlines"));
}
