namespace Reproducible.Torch.Modules;

/// <summary>How much a convolution pads.</summary>
public enum Padding
{
    /// <summary>Not at all.</summary>
    Valid = 0,

    /// <summary>As much as keeps height and width; for a stride of 1.</summary>
    Same = 1,
}
