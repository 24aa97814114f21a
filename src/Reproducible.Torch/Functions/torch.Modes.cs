using Reproducible.Torch.Interop;

namespace Reproducible.Torch;

public static partial class torch
{
    private static readonly ScalarType[] CpuTypes = [ScalarType.BFloat16];
    private static readonly ScalarType[] CudaTypes = [ScalarType.Float16, ScalarType.BFloat16];

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

    /// <summary>Runs matrix products and convolutions in a shorter type until disposed; this thread only. Losses and reductions keep theirs.</summary>
    /// <param name="device_type">CPU or CUDA.</param>
    /// <param name="dtype">bfloat16, or float16 on a GPU; null is bfloat16 on the CPU and float16 on a GPU.</param>
    /// <param name="enabled">False switches it off inside another.</param>
    /// <exception cref="ArgumentException">The type is neither, or the device type has no autocast.</exception>
    public static IDisposable autocast(DeviceType device_type, ScalarType? dtype = null, bool enabled = true)
    {
        var choices = device_type switch
        {
            DeviceType.CPU => CpuTypes,
            DeviceType.CUDA => CudaTypes,
            _ => throw new ArgumentException($"Autocast is for CPU and CUDA, not {device_type}.", nameof(device_type)),
        };
        var type = dtype ?? choices[0];
        return !enabled || choices.Contains(type)
            ? new Autocast(device_type, type, enabled)
            : throw new ArgumentException($"Autocast on {device_type} is to {string.Join(" or ", choices)}, not {type}.", nameof(dtype));
    }

    /// <summary>Lets operators without a repeatable result throw, or take a repeatable way; for the whole process.</summary>
    /// <param name="mode">Whether results must repeat.</param>
    /// <param name="warn_only">Whether to warn on standard error instead of throwing.</param>
    public static void use_deterministic_algorithms(bool mode, bool warn_only = false)
    {
        Switches.Set(Flag.DeterministicAlgorithms, mode);
        Switches.Set(Flag.DeterministicWarnOnly, warn_only);
    }

    /// <summary>Whether operators without a repeatable result are refused.</summary>
    public static bool are_deterministic_algorithms_enabled() => Switches.Get(Flag.DeterministicAlgorithms);

    /// <summary>Whether they are only warned about.</summary>
    public static bool is_deterministic_algorithms_warn_only_enabled() => Switches.Get(Flag.DeterministicWarnOnly);
}
