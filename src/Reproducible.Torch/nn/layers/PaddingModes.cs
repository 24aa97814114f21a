namespace Reproducible.Torch.Modules;

/// <summary>What stands beyond an image's edge.</summary>
public enum PaddingModes
{
    Zeros = 0,

    /// <summary>The image mirrored, the edge itself once.</summary>
    Reflect = 1,

    /// <summary>The edge again and again.</summary>
    Replicate = 2,

    /// <summary>The opposite side.</summary>
    Circular = 3,

    /// <summary>A given value.</summary>
    Constant = 4,
}
