using Spectre.Console;
using Spectre.Console.Rendering;

namespace Reproducible.Build;

/// <summary>Lines that are written above what is drawn again and again, and take away what was drawn where they stand.</summary>
internal sealed class Notice(string text) : Renderable
{
    private const string EraseBelow = "\u001b[J"; // ECMA-48: erase in display, from the cursor on.

    /// <inheritdoc/>
    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
        [Segment.Control(EraseBelow), .. ((IRenderable)new Text(text)).Render(options, maxWidth), Segment.LineBreak];
}
