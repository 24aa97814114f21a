using System.Globalization;
using System.Text;
using Reproducible.Training;

namespace Reproducible.Recording.LearningRate;

/// <summary>Draws one range test.</summary>
internal sealed class RangePanel(StringBuilder svg, int width, int height)
{
    private const int Left = 44, Top = 50, Bottom = 44;
    private const double LowestPower = -7, HighestPower = 1; // The test's range.
    private const double Padding = 0.06; // Of the losses' range, above and below.
    private static readonly double[] Factors = [1, 2, 5, 10];

    private double low;
    private double high;

    private int Floor => height - Bottom;

    public void Draw(TestedRates test)
    {
        var (steps, curve) = (test.Curve.Steps, test.Curve);
        var (least, most) = (steps.Min(step => Math.Min(step.Loss, step.Smoothed)), steps.Max(step => step.Smoothed));
        var room = Math.Max(most - least, 1e-3) * Padding;
        (low, high) = (least - room, most + room);
        Add($"<text class=\"ink\" x=\"0\" y=\"14\" font-weight=\"600\">{RangePicture.Escape(test.Name)}</text>");
        Axes();
        foreach (var step in steps.Where(step => step.Loss >= low && step.Loss <= high))
        {
            Add($"<circle class=\"batch\" cx=\"{X(step.Rate):0.#}\" cy=\"{Y(step.Loss):0.#}\" r=\"1.5\" fill-opacity=\"0.45\"/>");
        }

        Add($"<polyline class=\"curve\" stroke-width=\"2\" points=\"{string.Join(' ', steps.Select(step => FormattableString.Invariant($"{X(step.Rate):0.#},{Y(step.Smoothed):0.#}")))}\"/>");
        Marks(test, curve);
    }

    private void Axes()
    {
        for (var power = LowestPower; power <= HighestPower; power++)
        {
            var x = X(Math.Pow(10, power));
            Add($"<line class=\"grid\" x1=\"{x:0.#}\" x2=\"{x:0.#}\" y1=\"{Top}\" y2=\"{Floor}\"/><text class=\"quiet\" x=\"{x:0.#}\" y=\"{Floor + 16}\" text-anchor=\"middle\">{RateText.Of(Math.Pow(10, power))}</text>");
        }

        var raw = (high - low) / 5;
        var unit = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var between = unit * Factors.First(factor => unit * factor >= raw * 0.999);
        for (var loss = (Math.Ceiling(low / between) * between) + 0.0; loss <= high; loss += between) // A zero from below would be written as -0.
        {
            Add($"<line class=\"grid\" x1=\"{Left}\" x2=\"{width}\" y1=\"{Y(loss):0.#}\" y2=\"{Y(loss):0.#}\"/><text class=\"quiet\" x=\"{Left - 6}\" y=\"{Y(loss) + 4:0.#}\" text-anchor=\"end\">{loss:0.####}</text>");
        }
    }

    /// <summary>Each mark stands on the curve and, with its rate, in a line above it; those that fall on one rate are told apart by shape and place.</summary>
    private void Marks(TestedRates test, RangeCurve curve)
    {
        var marks = new (string Name, double? Rate, string Shape)[]
        {
            ("declared", test.Spec.Recipe.LearningRate, "M-5 -5h10v10h-10z"),
            ("steepest", curve.Steepest, "M0 -6l6 11h-12z"),
            ("valley", curve.Valley, "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z"),
            ("diverged", curve.DivergedAt, "M-5 -5l10 10M5 -5l-10 10"),
        };
        var x = 0.0;
        foreach (var (name, rate, shape) in marks.Where(mark => mark is not { Name: "diverged", Rate: null }))
        {
            var text = $"{name} {RateText.Of(rate)}";
            Add($"<path class=\"{name}\" stroke-width=\"1.5\" transform=\"translate({x + 6:0.#} 30)\" d=\"{shape}\"/><text class=\"ink\" x=\"{x + 16:0.#}\" y=\"34\" font-size=\"11\">{text}</text>");
            x += 24 + (text.Length * 6);
            if (rate is { } found && Math.Log10(found) is >= LowestPower and <= HighestPower)
            {
                Add($"<line class=\"{name}\" x1=\"{X(found):0.#}\" x2=\"{X(found):0.#}\" y1=\"{Top}\" y2=\"{Floor}\" stroke-dasharray=\"3 4\"/>");
                Add($"<path class=\"{name}\" stroke-width=\"1.5\" transform=\"translate({X(found):0.#} {Y(At(curve, found)):0.#})\" d=\"{shape}\"/>");
            }
        }
    }

    /// <summary>The smoothed loss of the step whose rate is nearest.</summary>
    private static double At(RangeCurve curve, double rate) => curve.Steps.MinBy(step => Math.Abs(Math.Log(step.Rate / rate)))!.Smoothed;

    private double X(double rate) => Left + ((Math.Log10(rate) - LowestPower) / (HighestPower - LowestPower) * (width - Left));

    private double Y(double loss) => Floor - ((loss - low) / (high - low) * (Floor - Top));

    private void Add(FormattableString element) => svg.Append(element.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
