using System.Runtime.InteropServices;

namespace Reproducible.Torch.Interop;

/// <summary>An operator that was recorded: <c>rt_event</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct NativeEvent
{
    public readonly long Begin;
    public readonly long End;
    public readonly nint Name;
    public readonly long Thread;
    public readonly int IsBackward;
    private readonly int unused;
}
