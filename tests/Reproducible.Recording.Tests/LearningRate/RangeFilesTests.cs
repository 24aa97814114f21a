using System.Globalization;
using System.Xml.Linq;
using Reproducible.Recording.LearningRate;
using Reproducible.Runs;
using Reproducible.Training;

namespace Reproducible.Recording.Tests.LearningRate;

public sealed class RangeFilesTests : IDisposable
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly RunSpec Spec = new(new TinyNet(4), new Garments { LabelsPerClass = 10 }, new Tune { Note = "a<b" }, new() { LearningRate = 0.01 }, Seed: 3);

    private readonly TempFolder folder = new();

    [Fact]
    public void Writes_a_row_a_step()
    {
        var curve = new RangeCurve([new(1, 1e-7, 0.75, 0.75), new(2, 0.1, 0.5, 0.625)], null);
        var (table, _) = RangeFiles.Write(folder.Path, "Question", [new("Tune", "0123456789abcdef", Spec, curve)]);

        var lines = File.ReadAllLines(table);
        Assert.Equal(Path.Combine(folder.Path, "Question", "learning-rate.csv"), table);
        Assert.Equal("id,strategy,dataset,backbone,recipe,seed,step,rate,loss,smoothed_loss", lines[0]);
        Assert.StartsWith("0123456789abcdef,Tune(Note=a<b),\"Garments(LabelsPerClass=10", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",3,1,1E-07,0.75,0.75", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",3,2,0.1,0.5,0.625", lines[2], StringComparison.Ordinal);
        Assert.Equal(3, lines.Length);
    }

    [Fact]
    public void Draws_a_panel_a_test_with_words_for_those_who_do_not_see_it()
    {
        var picture = Picture(new TestedRates("Tune <1>", "a", Spec, Falling()), new TestedRates("Other", "b", Spec, Falling() with { DivergedAt = 2 }));

        Assert.Equal("img", picture.Attribute("role")!.Value);
        Assert.Equal("title desc", picture.Attribute("aria-labelledby")!.Value);
        Assert.Equal("Learning-rate range test of Question", picture.Element(Svg + "title")!.Value);
        Assert.Contains("Tune <1>: declared 0.01, steepest ", picture.Element(Svg + "desc")!.Value, StringComparison.Ordinal);
        Assert.EndsWith("diverged at 2.", picture.Element(Svg + "desc")!.Value, StringComparison.Ordinal);
        Assert.Equal(2, picture.Descendants(Svg + "polyline").Count());
        Assert.Contains("prefers-color-scheme:dark", picture.Element(Svg + "style")!.Value, StringComparison.Ordinal);
        Assert.Single(picture.Descendants(Svg + "text"), text => text.Value == "diverged 2");
    }

    /// <summary>The axis goes from 1e-7 to 10 over 356 units from 44 on: 0.01 is five of its eight decades in.</summary>
    [Fact]
    public void Puts_marks_where_their_rates_stand_on_a_logarithmic_axis()
    {
        var picture = Picture(new TestedRates("Tune", "a", Spec, Falling()));
        var declared = picture.Descendants(Svg + "line").Single(line => line.Attribute("class")!.Value == "declared");
        var points = picture.Descendants(Svg + "polyline").Single().Attribute("points")!.Value.Split(' ').Select(point => Number(point.Split(',')[0])).ToList();

        Assert.Equal(44 + (356 * 5 / 8.0), Number(declared.Attribute("x1")!.Value), 0.06);
        Assert.Equal((44, 400), (points[0], points[^1]));
        Assert.All(points.Zip(points.Skip(1)), pair => Assert.Equal(356 / 40.0, pair.Second - pair.First, 0.11));
    }

    [Fact]
    public void Draws_a_curve_of_one_step_without_any_number_that_is_none()
    {
        var picture = Picture(new TestedRates("Tune", "a", Spec, new([new(1, 1e-7, 0.5, 0.5)], 1e-6)));

        Assert.DoesNotContain("NaN", picture.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("∞", picture.ToString(), StringComparison.Ordinal);
    }

    /// <summary>The axis begins a little below the least loss, here below zero.</summary>
    [Fact]
    public void Writes_a_loss_of_zero_without_a_sign()
    {
        var picture = Picture(new TestedRates("Tune", "a", Spec, new([new(1, 1e-7, 1, 1), new(2, 1e-6, 0.01, 0.5)], null)));
        var labels = picture.Descendants(Svg + "text").Select(text => text.Value).ToList();

        Assert.Contains("0", labels);
        Assert.DoesNotContain("-0", labels);
    }

    [Fact]
    public void Says_where_it_cannot_write()
    {
        File.WriteAllText(Path.Combine(folder.Path, "Question"), "");
        var fault = Assert.Throws<ReproducibleException>(() => RangeFiles.Write(folder.Path, "Question", [new("Tune", "a", Spec, Falling())]));

        Assert.Contains(Path.Combine(folder.Path, "Question"), fault.Problem, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private XElement Picture(params TestedRates[] tests) => XDocument.Load(RangeFiles.Write(folder.Path, "Question", tests).Picture).Root!;

    private static RangeCurve Falling() => new([.. Enumerable.Range(0, 41).Select(step => new RangeStep(step + 1, 1e-7 * Math.Pow(10, step / 5.0), 1 - (step * 0.01), 1 - (step * 0.01)))], null);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
