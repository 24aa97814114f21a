using System.Runtime.InteropServices;

namespace Reproducible.Torch.Interop;

/// <summary>What a tensor is, without its sizes: <c>rt_tensor_facts</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct TensorFacts
{
    public readonly long Elements;
    public readonly long ElementBytes;
    public readonly long StorageOffset;
    public readonly int Dimensions;
    public readonly int ScalarType;
    public readonly int DeviceType;
    public readonly int DeviceIndex;
    public readonly int RequiresGrad;
    public readonly int IsLeaf;
    public readonly int HasGrad;
    public readonly int IsInference;
}
