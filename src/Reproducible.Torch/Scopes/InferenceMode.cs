using Reproducible.Torch.Interop;

namespace Reproducible.Torch;

/// <summary>libtorch's inference mode on this thread, until disposed.</summary>
internal sealed class InferenceMode : ThreadBound
{
    private readonly nint guard;

    internal InferenceMode(bool enabled) => Native.Check(Native.InferenceEnter(enabled ? 1 : 0, out guard), "inference_mode");

    protected override void Leave() => Native.Check(Native.InferenceExit(guard), "inference_mode");
}
