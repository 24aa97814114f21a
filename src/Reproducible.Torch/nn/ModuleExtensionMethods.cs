using System.Runtime.CompilerServices;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch;

/// <summary>Conversions that return the module as the type it was. Tensors keep their identity, so an optimizer made before goes on working.</summary>
public static class ModuleExtensionMethods
{
    /// <summary>Moves all parameters and buffers.</summary>
    public static T to<T>(this T module, Device device, bool non_blocking = false)
        where T : nn.Module => Conversion.Apply(module, tensor => tensor.to(device, non_blocking: non_blocking));

    /// <inheritdoc cref="to{T}(T, Device, bool)"/>
    /// <param name="device">"cpu", "cuda" or "cuda:1".</param>
    public static T to<T>(this T module, string device, bool non_blocking = false)
        where T : nn.Module => module.to(new Device(device), non_blocking);

    /// <inheritdoc cref="to{T}(T, Device, bool)"/>
    /// <param name="deviceIndex">-1 is the current one.</param>
    public static T to<T>(this T module, DeviceType deviceType, int deviceIndex = -1, bool non_blocking = false)
        where T : nn.Module => module.to(new Device(deviceType, deviceIndex), non_blocking);

    /// <summary>Moves onto the GPU of this number, as in Python.</summary>
    [OverloadResolutionPriority(1)] // A literal 0 would also convert to a memory format, to a type and to a kind of device.
    public static T to<T>(this T module, int deviceIndex, bool non_blocking = false)
        where T : nn.Module => module.to(DeviceType.CUDA, deviceIndex, non_blocking);

    /// <summary>Gives all parameters and buffers of real numbers another type; whole numbers stay.</summary>
    /// <exception cref="ArgumentException"><paramref name="type"/> is no type of real numbers.</exception>
    public static T to<T>(this T module, ScalarType type, bool non_blocking = false)
        where T : nn.Module
    {
        if (type is not (ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64))
        {
            throw new ArgumentException($"A module can't be {type}: give Float16, BFloat16, Float32 or Float64.", nameof(type));
        }

        return Conversion.Apply(module, tensor => tensor.is_floating_point() ? tensor.to(type, non_blocking: non_blocking) : tensor);
    }

    /// <summary>Moves all parameters and buffers, and gives those of real numbers another type.</summary>
    public static T to<T>(this T module, Device device, ScalarType type, bool non_blocking = false)
        where T : nn.Module => module.to(device, non_blocking).to(type, non_blocking);

    /// <summary>Lays all tensors of four dimensions out in another order; the shape stays. Convolutions keep the input's order.</summary>
    public static T to<T>(this T module, MemoryFormat memory_format)
        where T : nn.Module => Conversion.Apply(module, tensor => tensor.dim() == 4 ? tensor.to(memory_format) : tensor);

    /// <summary>Says of all parameters whether they are learned.</summary>
    public static T requires_grad_<T>(this T module, bool requires_grad = true)
        where T : nn.Module
    {
        foreach (var parameter in module.parameters())
        {
            parameter.requires_grad = requires_grad;
        }

        return module;
    }

    public static T cpu<T>(this T module, bool non_blocking = false)
        where T : nn.Module => module.to(DeviceType.CPU, -1, non_blocking);

    /// <param name="deviceIndex">-1 is the current one.</param>
    public static T cuda<T>(this T module, int deviceIndex = -1, bool non_blocking = false)
        where T : nn.Module => module.to(DeviceType.CUDA, deviceIndex, non_blocking);

    public static T half<T>(this T module, bool non_blocking = false)
        where T : nn.Module => module.to(ScalarType.Float16, non_blocking);

    public static T bfloat16<T>(this T module, bool non_blocking = false)
        where T : nn.Module => module.to(ScalarType.BFloat16, non_blocking);

    public static T @float<T>(this T module, bool non_blocking = false)
        where T : nn.Module => module.to(ScalarType.Float32, non_blocking);

    public static T @double<T>(this T module, bool non_blocking = false)
        where T : nn.Module => module.to(ScalarType.Float64, non_blocking);
}
