using System.Text.Json.Serialization;

namespace Reproducible.Keys;

/// <summary>One of the things that decide a run's numbers, hashed by itself so that a difference can be named.</summary>
/// <param name="Sha256">64 lower-case hex digits over the values as canonical JSON.</param>
/// <param name="Values">What is hashed, by name; null in a receipt where it is long and lies in the store's objects under the hash.</param>
public sealed record KeyPart(string Sha256, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string>? Values)
{
    /// <summary>The part that holds these values.</summary>
    public static KeyPart Of(IEnumerable<KeyValuePair<string, string>> values)
    {
        var kept = values.ToDictionary();

        return new(CanonicalJson.Sha256(kept), kept);
    }

    /// <summary>Whether the hash is that of the values; true where there are none to hash.</summary>
    [JsonIgnore]
    public bool Holds => Values is null || CanonicalJson.Sha256(Values) == Sha256;
}
