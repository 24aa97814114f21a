namespace Reproducible.Snapshots;

/// <summary>Decides whether a received text passes for a verified one. Both have LF line ends and no newline at the end.</summary>
/// <param name="received">What the test made, scrubbed.</param>
/// <param name="verified">What was accepted before.</param>
/// <param name="context">Whatever the settings carry for comparers; see <see cref="VerifySettings.Context"/>.</param>
public delegate Task<CompareResult> StringCompare(string received, string verified, IReadOnlyDictionary<string, object> context);
