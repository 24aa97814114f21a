using System.Runtime.InteropServices;

namespace Reproducible.Torch.Interop;

/// <summary>An argument or a result at the boundary: <c>rt_value</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeValue
{
    public Tag Tag;
    public int Count;
    public long Bits;
}
