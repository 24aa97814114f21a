namespace Reproducible.Torch.Interop;

/// <summary>What the bits of a value at the boundary are: <c>rt_tag</c> of reproducible_torch.h.</summary>
internal enum Tag
{
    Default = 0,
    None = 1,
    Tensor = 2,
    Int = 3,
    Double = 4,
    Bool = 5,
    String = 6,
    IntList = 7,
    DoubleList = 8,
    BoolList = 9,
    TensorList = 10,
    Device = 11,
    Generator = 12,
    IntPair = 13,
}
