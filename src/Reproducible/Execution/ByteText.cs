using System.Globalization;

namespace Reproducible.Execution;

/// <summary>Sizes of memory for people.</summary>
internal static class ByteText
{
    /// <summary><c>1.3 GB</c>, <c>64 MB</c>: 10^9 and 10^6 bytes; below a megabyte in bytes.</summary>
    public static string Of(long bytes) => bytes switch
    {
        >= 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB"),
        >= 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
    };
}
