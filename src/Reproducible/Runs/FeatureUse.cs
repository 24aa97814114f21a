using System.Text.Json.Serialization;

namespace Reproducible.Runs;

/// <summary>What a run did to have the features of a split that its frozen stages give.</summary>
/// <param name="Split"><c>train</c>, <c>validation</c> or <c>test</c>.</param>
/// <param name="Key">64 hex digits: what decides the features' bits, and their name in the store.</param>
/// <param name="FromStore">Whether they were made before and read; else they were made.</param>
/// <param name="Seconds">That having them took here.</param>
/// <param name="SavedSeconds">How much less than making them took when they were made; 0 where they were made.</param>
/// <param name="Problem">Why the store could not be used as it should, for people; null: it could.</param>
public sealed record FeatureUse(
    string Split,
    string Key,
    bool FromStore,
    double Seconds,
    double SavedSeconds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Problem = null);
