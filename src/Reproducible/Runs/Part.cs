using System.Collections;
using System.Globalization;
using System.Reflection;

namespace Reproducible.Runs;

/// <summary>
/// A named part of a run: dataset, backbone, strategy, optimizer, schedule. Its settings are its settable public properties;
/// a property that can only be read is derived from them and is no setting.
/// </summary>
public abstract record Part
{
    /// <summary>The class's name, which is the part's name everywhere: <c>PartialFreeze</c>.</summary>
    public string Name => GetType().Name;

    /// <summary>
    /// The settings by name, in ordinal order, as invariant text. A setting that is null or an empty list is left out, so adding
    /// an optional setting to a part changes no existing run.
    /// </summary>
    public IReadOnlyList<(string Name, string Value)> Settings =>
        [.. GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(property => property.CanWrite && property.GetIndexParameters().Length == 0)
            .Select(property => (property.Name, Value: Text(Said(property.Name, property.GetValue(this)))))
            .Where(setting => setting.Value.Length > 0)
            .OrderBy(setting => setting.Name, StringComparer.Ordinal)];

    /// <summary>The canonical text, the same in every culture: <c>PartialFreeze(Stages=2)</c>.</summary>
    public sealed override string ToString()
    {
        var settings = string.Join(", ", Settings.Select(setting => $"{setting.Name}={setting.Value}"));

        return settings.Length == 0 ? Name : $"{Name}({settings})";
    }

    /// <summary>All that is wrong with these settings, one sentence each with the value received and the value expected; empty when nothing is.</summary>
    public virtual IEnumerable<string> Problems() => [];

    /// <summary>What stands for a setting's value. Default: the value.</summary>
    private protected virtual object? Said(string setting, object? value) => value;

    private static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "true" : "false",
        Part part => part.ToString(),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable list when !list.GetEnumerator().MoveNext() => "",
        IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(Text))}]",
        _ => throw new ArgumentException($"A setting of type {value.GetType()} has no canonical text; use numbers, text, parts or lists of them."),
    };
}
