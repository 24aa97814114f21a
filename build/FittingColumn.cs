using Spectre.Console;

namespace Reproducible.Build;

/// <summary>A column of a <see cref="FittingTable"/>.</summary>
/// <param name="Rank">The higher, the sooner it is left out.</param>
/// <param name="IsText">Text stands to the left, numbers to the right.</param>
/// <param name="Gap">Blanks behind it.</param>
internal sealed record FittingColumn(string Heading, int Rank, bool IsText = false, int Gap = 2);

/// <summary>A cell of one line.</summary>
internal readonly record struct Cell(string Text, Style? Style = null)
{
    public static implicit operator Cell(string text) => new(text);
}
