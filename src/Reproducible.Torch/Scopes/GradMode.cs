using Reproducible.Torch.Interop;

namespace Reproducible.Torch;

/// <summary>Whether this thread records for a backward pass, until disposed.</summary>
internal sealed class GradMode : ThreadBound
{
    private readonly bool before = Switches.Get(Flag.GradEnabled);

    internal GradMode(bool enabled) => Switches.Set(Flag.GradEnabled, enabled);

    protected override void Leave() => Switches.Set(Flag.GradEnabled, before);
}
