namespace Reproducible.Snapshots;

/// <summary>What a comparer found.</summary>
/// <param name="isEqual">May the received text pass for the verified one?</param>
public readonly struct CompareResult(bool isEqual)
{
    private CompareResult(bool isEqual, string? message)
        : this(isEqual) => Message = message;

    /// <summary>The received text passes.</summary>
    public static CompareResult Equal { get; } = new(isEqual: true);

    /// <summary>May the received text pass for the verified one?</summary>
    public bool IsEqual { get; } = isEqual;

    /// <summary>What differs, for the failure's message; null: the message shows a line by line difference.</summary>
    public string? Message { get; }

    /// <summary>The received text does not pass, and <paramref name="message"/> says why.</summary>
    public static CompareResult NotEqual(string? message = null) => new(isEqual: false, message);
}
