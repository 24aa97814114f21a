namespace Reproducible.Snapshots.Serialization;

/// <summary>Numbers the distinct values of a kind as they come: the first Guid is Guid_1 wherever it appears.</summary>
internal sealed class Counters
{
    private readonly Dictionary<(string Kind, object Value), int> numbers = [];
    private readonly Dictionary<string, int> last = [];

    internal string Name(string kind, object value)
    {
        if (!numbers.TryGetValue((kind, value), out var number))
        {
            numbers[(kind, value)] = number = last[kind] = last.GetValueOrDefault(kind) + 1;
        }

        return $"{kind}_{number}";
    }
}
