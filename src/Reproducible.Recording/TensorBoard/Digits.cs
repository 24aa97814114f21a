namespace Reproducible.Recording.TensorBoard;

/// <summary>Numbers in a picture: digits of 3 by 5 squares.</summary>
internal static class Digits
{
    private const int Columns = 3;
    private const int Rows = 5;
    private const int Square = 2; // Pixels.

    /// <summary>Pixels from one digit to the next.</summary>
    private const int Advance = (Columns + 1) * Square;

    public const int Height = Rows * Square;

    // A digit's rows from the top, each of three squares.
    private static readonly string[] Shapes =
    [
        "###" + "# #" + "# #" + "# #" + "###",
        " # " + "## " + " # " + " # " + "###",
        "###" + "  #" + "###" + "#  " + "###",
        "###" + "  #" + " ##" + "  #" + "###",
        "# #" + "# #" + "###" + "  #" + "  #",
        "###" + "#  " + "###" + "  #" + "###",
        "###" + "#  " + "###" + "# #" + "###",
        "###" + "  #" + "  #" + " # " + " # ",
        "###" + "# #" + "###" + "# #" + "###",
        "###" + "# #" + "###" + "  #" + "###",
    ];

    /// <summary>Pixels that a number takes.</summary>
    /// <param name="number">0 or more.</param>
    public static int WidthOf(long number) => (Text(number).Length * Advance) - Square;

    /// <param name="x">Left edge.</param>
    /// <param name="y">Upper edge.</param>
    public static void Draw(Png picture, long number, int x, int y, (byte Red, byte Green, byte Blue) colour)
    {
        foreach (var digit in Text(number))
        {
            for (var square = 0; square < Columns * Rows; square++)
            {
                if (Shapes[digit - '0'][square] == '#')
                {
                    picture.Fill(x + (square % Columns * Square), y + (square / Columns * Square), Square, Square, colour);
                }
            }

            x += Advance;
        }
    }

    private static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
