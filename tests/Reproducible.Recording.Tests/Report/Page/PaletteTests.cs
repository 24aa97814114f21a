using System.Globalization;
using System.Text.RegularExpressions;
using Reproducible.Recording.Report.Page;

namespace Reproducible.Recording.Tests.Report.Page;

/// <summary>Colours of the page, by WCAG 2.2: text stands out 4.5:1, and so do marks, since names are written in their colours; the first few also from each other.</summary>
public partial class PaletteTests
{
    private static readonly string[] Marks = ["s0", "s1", "s2", "s3", "s4", "s5", "scratch"];

    // Of the three colour deficiencies at full strength, in linear RGB: Machado, Oliveira and Fernandes, IEEE TVCG 15(6), 2009.
    private static readonly Dictionary<string, double[][]> Visions = new()
    {
        ["usual"] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
        ["protanopia"] = [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
        ["deuteranopia"] = [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
        ["tritanopia"] = [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
    };

    public static TheoryData<int> Themes => [0, 1, 2];

    [Theory]
    [MemberData(nameof(Themes))]
    public void Text_and_marks_stand_out_in_each_theme(int theme)
    {
        var colours = Colours(theme);

        Assert.All(["ink", "quiet", "link", "gain", "loss", "even"], name => Assert.True(Contrast(colours[name], colours["paper"]) >= 4.5, $"{name}: {Contrast(colours[name], colours["paper"]):0.00}"));
        Assert.All(Marks, name => Assert.True(Contrast(colours[name], colours["paper"]) >= 4.5, $"{name}: {Contrast(colours[name], colours["paper"]):0.00}"));
    }

    /// <summary>The first four, which most comparisons need, differ by colour alone; all differ in shape and are named beside their marks.</summary>
    [Theory]
    [MemberData(nameof(Themes))]
    public void The_first_strategies_are_told_apart_with_any_colour_vision(int theme)
    {
        var colours = Colours(theme);
        foreach (var (vision, matrix) in Visions)
        {
            for (var one = 0; one < 4; one++)
            {
                for (var other = one + 1; other < 4; other++)
                {
                    var distance = Distance(Seen(colours[$"s{one}"], matrix), Seen(colours[$"s{other}"], matrix));
                    Assert.True(distance >= 10, $"s{one} and s{other} with {vision}: {distance:0.0}");
                }
            }
        }
    }

    /// <summary>Light, dark and print, as page.css has them in this order.</summary>
    private static Dictionary<string, double[]> Colours(int theme)
    {
        var css = Asset.Text("page.css");
        var block = Root().Matches(css)[theme].Groups[1].Value;

        return Colour().Matches(block).ToDictionary(match => match.Groups[1].Value, match => Linear(match.Groups[2].Value));
    }

    private static double[] Linear(string hex)
    {
        var full = hex.Length == 3 ? string.Concat(hex.Select(digit => $"{digit}{digit}")) : hex;

        return [.. Enumerable.Range(0, 3).Select(part => int.Parse(full.AsSpan(2 * part, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(value => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4))];
    }

    private static double Contrast(double[] one, double[] other)
    {
        double[] light = [.. new[] { one, other }.Select(colour => (0.2126 * colour[0]) + (0.7152 * colour[1]) + (0.0722 * colour[2])).Order()];

        return (light[1] + 0.05) / (light[0] + 0.05);
    }

    private static double[] Seen(double[] colour, double[][] matrix) => [.. matrix.Select(row => Math.Clamp(row.Zip(colour, (weight, part) => weight * part).Sum(), 0, 1))];

    /// <summary>CIE 1976 difference: 2 is just seen side by side.</summary>
    private static double Distance(double[] one, double[] other) => Math.Sqrt(Lab(one).Zip(Lab(other), (left, right) => (left - right) * (left - right)).Sum());

    private static double[] Lab(double[] rgb)
    {
        static double Root(double value) => value > 0.008856 ? Math.Cbrt(value) : (7.787 * value) + (16 / 116.0);
        var (x, y, z) = (
            Root(((0.4124 * rgb[0]) + (0.3576 * rgb[1]) + (0.1805 * rgb[2])) / 0.9505),
            Root((0.2126 * rgb[0]) + (0.7152 * rgb[1]) + (0.0722 * rgb[2])),
            Root(((0.0193 * rgb[0]) + (0.1192 * rgb[1]) + (0.9505 * rgb[2])) / 1.089));

        return [(116 * y) - 16, 500 * (x - y), 200 * (y - z)];
    }

    [GeneratedRegex(":root \\{(.*?)\\}", RegexOptions.Singleline)]
    private static partial Regex Root();

    [GeneratedRegex("--([a-z0-9]+): #([0-9a-f]{6}|[0-9a-f]{3});")]
    private static partial Regex Colour();
}
