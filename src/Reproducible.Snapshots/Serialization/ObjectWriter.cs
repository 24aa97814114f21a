using System.Collections;
using System.Globalization;

namespace Reproducible.Snapshots.Serialization;

/// <summary>Objects as Verify writes them. The same object gives the same text on every machine and in every culture.</summary>
internal sealed class ObjectWriter(VerifySettings settings)
{
    private readonly TextTree tree = new();
    private readonly ScalarText scalars = new(settings);
    private readonly List<object> above = [];

    /// <exception cref="ArgumentException">An object holds itself.</exception>
    internal string Write(object? target)
    {
        Value(target);
        return tree.ToString();
    }

    private void Value(object? value)
    {
        if (value is null)
        {
            tree.Scalar("null");
        }
        else if (scalars.Of(value) is { } text)
        {
            tree.Scalar(text);
        }
        else if (above.Any(outer => ReferenceEquals(outer, value)))
        {
            throw new ArgumentException(
                $"{value.GetType()} holds itself: {string.Join(" > ", above.Append(value).Select(outer => outer.GetType().Name))}. "
                + "Leave one of these members out with IgnoreMembers.");
        }
        else
        {
            above.Add(value);
            Composite(value);
            above.RemoveAt(above.Count - 1);
        }
    }

    private void Composite(object value)
    {
        switch (value)
        {
            case IDictionary dictionary:
                Object(dictionary.Keys.Cast<object>()
                    .Select(key => (Name: scalars.Of(key) ?? Convert.ToString(key, CultureInfo.InvariantCulture)!, Value: dictionary[key]))
                    .OrderBy(entry => entry.Name, StringComparer.Ordinal));
                break;
            case IEnumerable many:
                tree.Array([.. many.Cast<object?>()], Value);
                break;
            default:
                Object(Members.Of(value).Where(member => !Members.IsVoid(member.Value)));
                break;
        }
    }

    private void Object(IEnumerable<(string Name, object? Value)> members) =>
        tree.Object([.. members.Where(member => !settings.IgnoredMembers.Contains(member.Name))], member => member.Name, member => Value(member.Value));
}
