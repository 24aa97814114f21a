using System.Globalization;
using Reproducible.Runs;

namespace Reproducible.Recording;

/// <summary>What a call asked for other than declared, as it was asked: descriptions and targets do not know of it.</summary>
internal static class Changes
{
    /// <summary><c>--seeds=3 --epochs=5</c>; empty when all is as declared.</summary>
    public static string Of(RunOverrides? overrides) => string.Join(' ', new[]
    {
        overrides?.Seeds is { } seeds ? string.Create(CultureInfo.InvariantCulture, $"--seeds={seeds}") : "",
        overrides?.Epochs is { } epochs ? string.Create(CultureInfo.InvariantCulture, $"--epochs={epochs}") : "",
    }.Where(part => part.Length > 0));
}
