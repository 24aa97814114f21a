namespace Reproducible.Torch;

/// <summary>Kinds of device, by libtorch's numbers.</summary>
public enum DeviceType
{
    /// <summary>The processor and its memory.</summary>
    CPU = 0,

    /// <summary>An NVIDIA GPU.</summary>
    CUDA = 1,

    /// <summary>Shapes without data.</summary>
    META = 14,
}
