using Google.Protobuf;
using Reproducible.Datasets;
using Reproducible.Recording.TensorBoard.Messages;

namespace Reproducible.Recording.TensorBoard;

/// <summary>
/// A confusion matrix as a picture: a row a true class, a column a predicted one, each cell with its count and as dark as its share of
/// the row. One hue, from light to dark, can be told apart without seeing colours.
/// </summary>
internal static class ConfusionPicture
{
    private const int Margin = 6; // Pixels around a number.
    private const int SmallCell = 6;
    private const int MostNumbered = 40; // Classes; with more, cells hold no numbers.
    private const int Rgb = 3;

    private static readonly (byte, byte, byte) Paper = (255, 255, 255);
    private static readonly (byte, byte, byte) Ink = (40, 40, 40);
    private static readonly (byte Red, byte Green, byte Blue) Darkest = (8, 48, 107);

    /// <param name="confusion">Counts [true class][predicted class].</param>
    public static Summary.Types.Value Of(string tag, IReadOnlyList<IReadOnlyList<long>> confusion, Dataset dataset)
    {
        var picture = Draw(confusion);

        return new()
        {
            Tag = tag,
            Image = new() { Width = picture.Width, Height = picture.Height, Colorspace = Rgb, EncodedImageString = ByteString.CopyFrom(picture.ToArray()) },
            Metadata = new() { SummaryDescription = Legend(confusion.Count, dataset) },
        };
    }

    /// <summary>Numbers of the classes stand above and to the left.</summary>
    internal static Png Draw(IReadOnlyList<IReadOnlyList<long>> confusion)
    {
        var classes = confusion.Count;
        var numbered = classes <= MostNumbered;
        var edge = numbered ? Digits.WidthOf(classes - 1) + (2 * Margin) : 0;
        var cell = numbered ? Math.Max(Digits.WidthOf(confusion.Max(row => row.Max())), Digits.Height) + (2 * Margin) : SmallCell;
        var picture = new Png(edge + (classes * cell), edge + (classes * cell));
        picture.Fill(0, 0, picture.Width, picture.Height, Paper);
        for (var truth = 0; truth < classes; truth++)
        {
            var all = Math.Max(1, confusion[truth].Sum());
            for (var guess = 0; guess < classes; guess++)
            {
                var (x, y, share) = (edge + (guess * cell), edge + (truth * cell), (double)confusion[truth][guess] / all);
                picture.Fill(x, y, cell, cell, Shade(share));
                if (numbered)
                {
                    Centre(picture, confusion[truth][guess], x, y, cell, cell, share > 0.5 ? Paper : Ink);
                }
            }

            if (numbered)
            {
                Centre(picture, truth, 0, edge + (truth * cell), edge, cell, Ink);
                Centre(picture, truth, edge + (truth * cell), 0, cell, edge, Ink);
            }
        }

        return picture;
    }

    private static void Centre(Png picture, long number, int x, int y, int width, int height, (byte, byte, byte) colour) =>
        Digits.Draw(picture, number, x + ((width - Digits.WidthOf(number)) / 2), y + ((height - Digits.Height) / 2), colour);

    private static (byte, byte, byte) Shade(double share)
    {
        return (Between(Darkest.Red), Between(Darkest.Green), Between(Darkest.Blue));

        byte Between(byte dark) => (byte)Math.Round(255 + ((dark - 255) * share));
    }

    private static string Legend(int classes, Dataset dataset)
    {
        var names = dataset.KeptClasses.Select(original => dataset.ClassNames[original]).Take(classes).Select((name, place) => $"{place} {name}");

        return $"Test split; a row a true class, a column a predicted one. {string.Join(", ", names)}.";
    }
}
