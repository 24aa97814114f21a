using System.Text.RegularExpressions;

namespace Reproducible.Benchmarks.Claims;

/// <summary>The claims of this assembly.</summary>
internal static class ClaimCatalog
{
    /// <summary>In order of their names.</summary>
    public static IReadOnlyList<IClaim> All { get; } =
        [.. typeof(IClaim).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IClaim).IsAssignableFrom(type) && type.GetConstructor(Type.EmptyTypes) is not null)
            .Select(type => (IClaim)Activator.CreateInstance(type)!)
            .OrderBy(claim => claim.Name, StringComparer.Ordinal)];

    /// <summary>Those whose names fit.</summary>
    /// <param name="filter">Names with commas between them, <c>*</c> for any letters; null: all.</param>
    /// <exception cref="ReproducibleException">A part of it fits none.</exception>
    public static IReadOnlyList<IClaim> Chosen(string? filter)
    {
        var parts = filter?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? ["*"];
        if (parts.FirstOrDefault(part => !All.Any(claim => Fits(claim, part))) is { } stray || parts is [] && (stray = filter) is not null)
        {
            throw new ReproducibleException($"No claim '{stray}'.", $"There are: {string.Join(", ", All.Select(claim => claim.Name))}; * stands for any letters.");
        }

        return [.. All.Where(claim => parts.Any(part => Fits(claim, part)))];
    }

    private static bool Fits(IClaim claim, string part) =>
        Regex.IsMatch(claim.Name, $"^{Regex.Escape(part).Replace("\\*", ".*", StringComparison.Ordinal)}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
