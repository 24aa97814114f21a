using System.Runtime.CompilerServices;
using System.Text;

namespace Reproducible.Snapshots;

/// <summary>A verification that has not started: settings can still be added; awaiting or returning it starts it.</summary>
public sealed class SettingsTask
{
    private readonly Func<VerifySettings, Task> verify;
    private Task? started;

    internal SettingsTask(VerifySettings? settings, Func<VerifySettings, Task> verify) =>
        (CurrentSettings, this.verify) = (new VerifySettings(settings), verify);

    /// <summary>This verification's own settings.</summary>
    public VerifySettings CurrentSettings { get; }

    /// <summary>Starts the verification, so that a test can return it.</summary>
    public static implicit operator Task(SettingsTask settingsTask)
    {
        ArgumentNullException.ThrowIfNull(settingsTask);

        return settingsTask.ToTask();
    }

    /// <inheritdoc cref="VerifySettings.UseDirectory"/>
    public SettingsTask UseDirectory(string directory) => With(settings => settings.UseDirectory(directory));

    /// <inheritdoc cref="VerifySettings.UseFileName"/>
    public SettingsTask UseFileName(string fileName) => With(settings => settings.UseFileName(fileName));

    /// <inheritdoc cref="VerifySettings.UseTypeName"/>
    public SettingsTask UseTypeName(string name) => With(settings => settings.UseTypeName(name));

    /// <inheritdoc cref="VerifySettings.UseMethodName"/>
    public SettingsTask UseMethodName(string name) => With(settings => settings.UseMethodName(name));

    /// <inheritdoc cref="VerifySettings.UseParameters"/>
    public SettingsTask UseParameters(params object?[] parameters) => With(settings => settings.UseParameters(parameters));

    /// <inheritdoc cref="VerifySettings.UseTextForParameters"/>
    public SettingsTask UseTextForParameters(string parameters) => With(settings => settings.UseTextForParameters(parameters));

    /// <inheritdoc cref="VerifySettings.IgnoreParameters"/>
    public SettingsTask IgnoreParameters() => With(settings => settings.IgnoreParameters());

    /// <inheritdoc cref="VerifySettings.DisableRequireUniquePrefix"/>
    public SettingsTask DisableRequireUniquePrefix() => With(settings => settings.DisableRequireUniquePrefix());

    /// <inheritdoc cref="VerifySettings.AddScrubber"/>
    public SettingsTask AddScrubber(Action<StringBuilder> scrubber, ScrubberLocation location = ScrubberLocation.First) =>
        With(settings => settings.AddScrubber(scrubber, location));

    /// <inheritdoc cref="VerifySettings.ScrubLines"/>
    public SettingsTask ScrubLines(Func<string, bool> removeLine, ScrubberLocation location = ScrubberLocation.First) =>
        With(settings => settings.ScrubLines(removeLine, location));

    /// <inheritdoc cref="VerifySettings.ScrubLinesContaining"/>
    public SettingsTask ScrubLinesContaining(params string[] stringToMatch) => With(settings => settings.ScrubLinesContaining(stringToMatch));

    /// <inheritdoc cref="VerifySettings.ScrubLinesWithReplace"/>
    public SettingsTask ScrubLinesWithReplace(Func<string, string?> replaceLine, ScrubberLocation location = ScrubberLocation.First) =>
        With(settings => settings.ScrubLinesWithReplace(replaceLine, location));

    /// <inheritdoc cref="VerifySettings.ScrubEmptyLines"/>
    public SettingsTask ScrubEmptyLines(ScrubberLocation location = ScrubberLocation.First) => With(settings => settings.ScrubEmptyLines(location));

    /// <inheritdoc cref="VerifySettings.DontScrubGuids"/>
    public SettingsTask DontScrubGuids() => With(settings => settings.DontScrubGuids());

    /// <inheritdoc cref="VerifySettings.DontScrubDateTimes"/>
    public SettingsTask DontScrubDateTimes() => With(settings => settings.DontScrubDateTimes());

    /// <inheritdoc cref="VerifySettings.IgnoreMember"/>
    public SettingsTask IgnoreMember(string name) => With(settings => settings.IgnoreMember(name));

    /// <inheritdoc cref="VerifySettings.IgnoreMembers"/>
    public SettingsTask IgnoreMembers(params string[] names) => With(settings => settings.IgnoreMembers(names));

    /// <inheritdoc cref="VerifySettings.UseStringComparer"/>
    public SettingsTask UseStringComparer(StringCompare compare) => With(settings => settings.UseStringComparer(compare));

    /// <inheritdoc cref="VerifySettings.AutoVerify(bool, bool)"/>
    public SettingsTask AutoVerify(bool includeBuildServer = true, bool throwException = false) =>
        With(settings => settings.AutoVerify(includeBuildServer, throwException));

    /// <inheritdoc cref="VerifySettings.AutoVerify(Func{string, bool}, bool)"/>
    public SettingsTask AutoVerify(Func<string, bool> autoVerify, bool throwException = false) =>
        With(settings => settings.AutoVerify(autoVerify, throwException));

    /// <inheritdoc cref="VerifySettings.DisableDiff"/>
    public SettingsTask DisableDiff() => With(settings => settings.DisableDiff());

    /// <summary>Starts the verification, once.</summary>
    /// <returns>Fails with a <see cref="VerifyException"/> when the snapshot does not match.</returns>
    public Task ToTask() => started ??= verify(CurrentSettings);

    /// <summary>For <c>await</c>.</summary>
    public TaskAwaiter GetAwaiter() => ToTask().GetAwaiter();

    /// <inheritdoc cref="Task.ConfigureAwait(bool)"/>
    public ConfiguredTaskAwaitable ConfigureAwait(bool continueOnCapturedContext) => ToTask().ConfigureAwait(continueOnCapturedContext);

    private SettingsTask With(Action<VerifySettings> change)
    {
        change(CurrentSettings);
        return this;
    }
}
