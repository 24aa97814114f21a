using System.Globalization;
using System.Security;
using System.Text;

namespace Reproducible.Recording.LearningRate;

/// <summary>Range tests as an SVG, a panel each: the smoothed loss over the learning rate, the batches' losses as dots, and what was declared and suggested as marks.</summary>
/// <remarks>Colours: those of the report's page, light and dark as the viewer's.</remarks>
internal static class RangePicture
{
    private const int Margin = 24, Gap = 32, PanelWidth = 400, PanelHeight = 276, Top = 46, Bottom = 40, MostColumns = 2;

    // Where a viewer knows no media queries, the light colours stand.
    private const string Style = """
        <style>
        .paper{fill:#fdfdfb}.ink{fill:#1c1d1f}.quiet{fill:#5c6067}.grid{stroke:#d9dade}.curve{stroke:#0072b2;fill:none}.batch{fill:#0072b2}
        .declared{fill:#1c1d1f;stroke:#1c1d1f}.steepest{fill:#b84c00;stroke:#b84c00}.valley{fill:#007f5b;stroke:#007f5b}.diverged{fill:none;stroke:#a83e00}
        @media (prefers-color-scheme:dark){
        .paper{fill:#15171a}.ink{fill:#e7e6e2}.quiet{fill:#a3a8b0}.grid{stroke:#3a3e45}.curve{stroke:#56b4e9}.batch{fill:#56b4e9}
        .declared{fill:#e7e6e2;stroke:#e7e6e2}.steepest{fill:#e8702a;stroke:#e8702a}.valley{fill:#00b386;stroke:#00b386}.diverged{stroke:#ff9257}
        }
        </style>
        """;

    /// <param name="tests">At least one.</param>
    public static string Of(string experiment, IReadOnlyList<TestedRates> tests)
    {
        var columns = Math.Min(tests.Count, MostColumns);
        var rows = (tests.Count + columns - 1) / columns;
        var (width, height) = ((2 * Margin) + (columns * PanelWidth) + ((columns - 1) * Gap), Top + (rows * PanelHeight) + Bottom);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-labelledby="title desc" font-family="system-ui, sans-serif" font-size="12">
            <title id="title">Learning-rate range test of {Escape(experiment)}</title>
            <desc id="desc">{Escape(Words(tests))}</desc>
            {Style}
            <rect class="paper" width="100%" height="100%"/>
            <text class="ink" x="{Margin}" y="28" font-size="15" font-weight="600">Learning-rate range test: {Escape(experiment)}</text>

            """);
        for (var place = 0; place < tests.Count; place++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<g transform=\"translate({Margin + (place % columns * (PanelWidth + Gap))} {Top + (place / columns * PanelHeight)})\">\n");
            new RangePanel(svg, PanelWidth, PanelHeight).Draw(tests[place]);
            svg.Append("</g>\n");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"quiet\" x=\"{Margin}\" y=\"{height - 16}\">smoothed training loss over the learning rate; dots are batches</text>\n</svg>\n");

        return svg.ToString().ReplaceLineEndings("\n");
    }

    /// <summary>As text that may stand between tags.</summary>
    internal static string Escape(string text) => SecurityElement.Escape(text);

    /// <summary>What the picture shows, for those who do not see it.</summary>
    private static string Words(IReadOnlyList<TestedRates> tests) => string.Join(' ', tests.Select(test =>
    {
        var diverged = test.Curve.DivergedAt is { } rate ? $"diverged at {RateText.Of(rate)}" : "did not diverge";

        return $"{test.Name}: declared {RateText.Of(test.Spec.Recipe.LearningRate)}, steepest {RateText.Of(test.Curve.Steepest)}, valley {RateText.Of(test.Curve.Valley)}, {diverged}.";
    }));
}
