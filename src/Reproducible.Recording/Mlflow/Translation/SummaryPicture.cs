using System.Globalization;
using System.Security;
using System.Text;
using Reproducible.Recording.Mlflow.Rest;
using Reproducible.Recording.Mlflow.Shipping;

namespace Reproducible.Recording.Mlflow.Translation;

/// <summary>Test accuracy by strategy as an SVG: a line a group with each seed as a dot, the mean as a bar, and its 95 % interval.</summary>
/// <remarks>Colours: Okabe and Ito's, told apart by colour-blind readers. The ground is white, since pages of any colour may show it.</remarks>
internal static class SummaryPicture
{
    private const int Width = 760, Left = 250, Right = 20, Top = 14, RowHeight = 28, Bottom = 44, MostRows = 40, LongestLabel = 34;
    private const string Transfer = "#0072B2", Scratch = "#555555", Seeds = "#E69F00";

    /// <summary>The picture of an experiment's groups; of more than forty, the first.</summary>
    public static string Of(Shipment shipment)
    {
        var groups = shipment.Shown.Where(group => group.Tested.Count > 0).ToList();
        var shown = groups.Take(MostRows).ToList();
        var axis = Axis.Of(shown);
        var bottom = Top + (shown.Count * RowHeight);
        var title = $"Test accuracy of {shipment.Name}, percent. {GroupWords.Answer(shipment)}";
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {bottom + Bottom}" width="{Width}" height="{bottom + Bottom}" role="img" font-family="system-ui, sans-serif" font-size="12" fill="#222222">
            <title>{Escape(title)}</title>
            <rect width="100%" height="100%" fill="#ffffff"/>

            """);
        foreach (var tick in axis.Ticks)
        {
            var x = axis.At(tick);
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{x:0.#}\" x2=\"{x:0.#}\" y1=\"{Top}\" y2=\"{bottom}\" stroke=\"#dddddd\"/><text x=\"{x:0.#}\" y=\"{bottom + 16}\" text-anchor=\"middle\">{(tick * 100).ToString(axis.Format, CultureInfo.InvariantCulture)}</text>\n");
        }

        for (var row = 0; row < shown.Count; row++)
        {
            Draw(svg, shown[row], shipment.Naming.Of(shown[row]), Top + (row * RowHeight) + (RowHeight / 2), axis);
        }

        var more = groups.Count > shown.Count ? $" · {groups.Count - shown.Count} more lines in summary.csv" : "";
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{(Left + Width - Right) / 2}\" y=\"{bottom + 34}\" text-anchor=\"middle\">test accuracy, % · mean and 95 % interval; dots are seeds{more}</text>\n</svg>\n");

        return svg.ToString().ReplaceLineEndings("\n");
    }

    private static void Draw(StringBuilder svg, SeedGroup group, string label, int y, Axis axis)
    {
        var (color, accuracy) = (group.Gain is null ? Scratch : Transfer, group.Accuracy!);
        var text = label.Length <= LongestLabel ? label : $"{LongValues.Start(label, LongestLabel - 1)}…";
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 10}\" y=\"{y + 4}\" text-anchor=\"end\">{Escape(text)}</text>");
        foreach (var run in group.Tested)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{axis.At(run.Receipt.Test!.Accuracy):0.#}\" cy=\"{y}\" r=\"4\" fill=\"{Seeds}\" fill-opacity=\"0.55\"/>");
        }

        if (double.IsFinite(accuracy.High))
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{axis.At(accuracy.Low):0.#}\" x2=\"{axis.At(accuracy.High):0.#}\" y1=\"{y}\" y2=\"{y}\" stroke=\"{color}\" stroke-width=\"2.5\"/>");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{axis.At(accuracy.Mean):0.#}\" x2=\"{axis.At(accuracy.Mean):0.#}\" y1=\"{y - 8}\" y2=\"{y + 8}\" stroke=\"{color}\" stroke-width=\"2.5\"/>\n");
    }

    private static string Escape(string text) => SecurityElement.Escape(text);

    /// <summary>The horizontal axis.</summary>
    /// <param name="Low">Share at the left end.</param>
    /// <param name="High">Share at the right end.</param>
    /// <param name="Step">Between ticks.</param>
    private sealed record Axis(double Low, double High, double Step)
    {
        private static readonly int[] Factors = [1, 2, 5, 10];

        public IEnumerable<double> Ticks => Enumerable.Range(0, (int)Math.Round((High - Low) / Step) + 1).Select(tick => Low + (tick * Step));

        public string Format => Step < 0.001 ? "0.00" : Step < 0.01 ? "0.0" : "0";

        // About six ticks at 1, 2 or 5 times a power of ten; an interval that reaches past what accuracy can be is drawn to the end.
        public static Axis Of(IReadOnlyList<SeedGroup> groups)
        {
            var values = groups.SelectMany(group => group.Tested.Select(run => run.Receipt.Test!.Accuracy).Append(group.Accuracy!.Low).Append(group.Accuracy.High))
                .Where(double.IsFinite).Select(value => Math.Clamp(value, 0, 1)).DefaultIfEmpty(0).ToList();
            var (low, high) = (values.Min(), values.Max());
            var raw = Math.Max(high - low, 0.005) / 6;
            var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
            var step = power * Factors.First(factor => power * factor >= raw * 0.999);

            return new(Math.Floor(low / step) * step, Math.Max(Math.Ceiling(high / step), Math.Floor(low / step) + 1) * step, step);
        }

        public double At(double share) => Left + ((Math.Clamp(share, Low, High) - Low) / (High - Low) * (Width - Left - Right));
    }
}
