namespace Reproducible.Traces;

/// <summary>The sizes and signs of trace.bin, as README.md beside this file describes them.</summary>
internal static class TraceFormat
{
    internal const byte Version = 2;
    internal const int MagicBytes = 8;
    internal const int HeadBytes = 4;
    internal const int CheckBytes = 4;
    internal const int StepBytes = 36;
    internal const int EndBytes = 8;
    internal const int LargestPayload = (1 << 24) - 1;

    internal static ReadOnlySpan<byte> Magic => "RTRACE\u0002\0"u8;

    internal static int WeightsBytes(int tensors) => sizeof(ulong) * (1 + tensors);

    internal static uint Head(TraceRecord kind, int payload) => ((uint)kind << 24) | (uint)payload;
}
