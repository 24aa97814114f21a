namespace Reproducible.Traces;

/// <summary>The kinds of records, as they stand in a record's head.</summary>
internal enum TraceRecord : byte
{
    None = 0,
    Begin = 1,
    Step = 2,
    Weights = 3,
    End = 4,
}
