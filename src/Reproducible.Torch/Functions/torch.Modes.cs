using Reproducible.Torch.Interop;

namespace Reproducible.Torch;

public static partial class torch
{
    /// <summary>Records nothing for a backward pass until disposed; this thread only.</summary>
    public static IDisposable no_grad() => new GradMode(false);

    /// <summary>Records again, inside <see cref="no_grad"/>, until disposed; this thread only.</summary>
    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    /// <summary>Records, or doesn't, from now on and until disposed; this thread only.</summary>
    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    /// <summary>Whether this thread records for a backward pass.</summary>
    public static bool is_grad_enabled() => Switches.Get(Flag.GradEnabled);

    /// <summary>Until disposed, new tensors can never take part in a backward pass, which spares their bookkeeping; this thread only.</summary>
    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    /// <summary>Whether this thread is in <see cref="inference_mode"/>.</summary>
    public static bool is_inference_mode_enabled() => Switches.Get(Flag.InferenceEnabled);
}
