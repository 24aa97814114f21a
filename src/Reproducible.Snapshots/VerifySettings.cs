using System.Text;
using Reproducible.Snapshots.Scrubbing;

namespace Reproducible.Snapshots;

/// <summary>How one snapshot is named, cleaned and compared. Made once, it can serve many tests: <see cref="Verifier"/> works on a copy.</summary>
public sealed class VerifySettings
{
    /// <summary>The defaults.</summary>
    public VerifySettings()
    {
    }

    /// <summary>A copy of <paramref name="settings"/>, or the defaults.</summary>
    public VerifySettings(VerifySettings? settings)
    {
        if (settings is null)
        {
            return;
        }

        (Directory, FileName, TypeName, MethodName) = (settings.Directory, settings.FileName, settings.TypeName, settings.MethodName);
        (Parameters, ParametersText, RequiresUniquePrefix) = (settings.Parameters, settings.ParametersText, settings.RequiresUniquePrefix);
        (Comparer, Accepts, ThrowsAfterAccepting) = (settings.Comparer, settings.Accepts, settings.ThrowsAfterAccepting);
        (ScrubsGuids, ScrubsDateTimes, IgnoredMembers) = (settings.ScrubsGuids, settings.ScrubsDateTimes, settings.IgnoredMembers);
        (Scrubbers, Context) = (new Scrubbers(settings.Scrubbers), new Dictionary<string, object>(settings.Context));
    }

    /// <summary>Values for comparers, handed to them as they are.</summary>
    public Dictionary<string, object> Context { get; } = [];

    internal string? Directory { get; private set; }

    internal string? FileName { get; private set; }

    internal string? TypeName { get; private set; }

    internal string? MethodName { get; private set; }

    /// <summary>Null: the arguments of the running test. Empty: none.</summary>
    internal IReadOnlyList<object?>? Parameters { get; private set; }

    internal string? ParametersText { get; private set; }

    internal bool RequiresUniquePrefix { get; private set; } = true;

    internal StringCompare? Comparer { get; private set; }

    internal Func<string, bool>? Accepts { get; private set; }

    internal bool ThrowsAfterAccepting { get; private set; }

    internal bool ScrubsGuids { get; private set; } = true;

    internal bool ScrubsDateTimes { get; private set; } = true;

    internal IReadOnlyList<string> IgnoredMembers { get; private set; } = [];

    internal Scrubbers Scrubbers { get; } = new();

    /// <summary>The folder of the snapshot: absolute, or relative to the test's source file.</summary>
    public void UseDirectory(string directory) => Directory = directory;

    /// <summary>The file's whole name up to <c>.verified.</c>; takes the place of type, method and parameters.</summary>
    public void UseFileName(string fileName) => FileName = fileName;

    /// <summary>Takes the place of the test class's name.</summary>
    public void UseTypeName(string name) => TypeName = name;

    /// <summary>Takes the place of the test method's name.</summary>
    public void UseMethodName(string name) => MethodName = name;

    /// <summary>Takes the place of the test's arguments in the name; the values stand for the method's parameters from the first on.</summary>
    public void UseParameters(params object?[] parameters) => Parameters = parameters;

    /// <summary>Takes the place of <c>name=value</c> after the underscore.</summary>
    public void UseTextForParameters(string parameters) => ParametersText = parameters;

    /// <summary>Leaves the test's arguments out of the name, so that all of them share one snapshot.</summary>
    public void IgnoreParameters()
    {
        Parameters = [];
        RequiresUniquePrefix = false;
    }

    /// <summary>Lets several verifications in one process use the same file.</summary>
    public void DisableRequireUniquePrefix() => RequiresUniquePrefix = false;

    /// <summary>Changes the received text before it is compared and written.</summary>
    public void AddScrubber(Action<StringBuilder> scrubber, ScrubberLocation location = ScrubberLocation.First) => Scrubbers.Add(scrubber, location);

    /// <summary>Removes lines.</summary>
    public void ScrubLines(Func<string, bool> removeLine, ScrubberLocation location = ScrubberLocation.First) =>
        Scrubbers.AddForLines(line => removeLine(line) ? null : line, location);

    /// <summary>Removes lines that contain any of these texts; upper and lower case count as the same letter.</summary>
    public void ScrubLinesContaining(params string[] stringToMatch) =>
        ScrubLines(line => stringToMatch.Any(text => line.Contains(text, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Replaces each line; null removes it.</summary>
    public void ScrubLinesWithReplace(Func<string, string?> replaceLine, ScrubberLocation location = ScrubberLocation.First) =>
        Scrubbers.AddForLines(replaceLine, location);

    /// <summary>Removes lines without a visible character.</summary>
    public void ScrubEmptyLines(ScrubberLocation location = ScrubberLocation.First) => ScrubLines(string.IsNullOrWhiteSpace, location);

    /// <summary>Writes identifiers of objects as they are, not as <c>Guid_1</c>.</summary>
    public void DontScrubGuids() => ScrubsGuids = false;

    /// <summary>Writes times of objects as they are, not as <c>DateTime_1</c>.</summary>
    public void DontScrubDateTimes() => ScrubsDateTimes = false;

    /// <summary>Leaves a member out of objects, whatever their type.</summary>
    public void IgnoreMember(string name) => IgnoreMembers(name);

    /// <summary>Leaves members out of objects, whatever their type.</summary>
    public void IgnoreMembers(params string[] names) => IgnoredMembers = [.. IgnoredMembers, .. names];

    /// <summary>Takes the place of the comparer that is registered for the file's extension.</summary>
    public void UseStringComparer(StringCompare compare) => Comparer = compare;

    /// <summary>Accepts what is received, whatever it is. For the moments in which snapshots are made anew on purpose.</summary>
    /// <param name="includeBuildServer">False: a build server still fails on a mismatch.</param>
    /// <param name="throwException">True: accepts, and fails all the same.</param>
    public void AutoVerify(bool includeBuildServer = true, bool throwException = false) =>
        AutoVerify(_ => includeBuildServer || !BuildServer.Detected, throwException);

    /// <inheritdoc cref="AutoVerify(bool, bool)"/>
    /// <param name="autoVerify">Asked with the path of the verified file: accept?</param>
    /// <param name="throwException">True: accepts, and fails all the same.</param>
    public void AutoVerify(Func<string, bool> autoVerify, bool throwException = false) => (Accepts, ThrowsAfterAccepting) = (autoVerify, throwException);

    /// <summary>Nothing to switch off: no diff tool is ever started. Here so that code written for Verify compiles.</summary>
#pragma warning disable CA1822 // Verify's signature: callers have an instance.
    public void DisableDiff()
    {
    }
#pragma warning restore CA1822 // Static is right again from here on.
}
