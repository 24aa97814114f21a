using System.Globalization;

namespace Reproducible.Torch;

/// <summary>libtorch under TorchSharp's names: <c>using static Reproducible.Torch.torch;</c>.</summary>
public static partial class torch
{
    /// <summary>The processor.</summary>
    public static Device CPU { get; } = new(DeviceType.CPU);

    /// <summary>The current GPU.</summary>
    public static Device CUDA { get; } = new(DeviceType.CUDA);

    /// <summary>Shapes without data.</summary>
    public static Device META { get; } = new(DeviceType.META);

    /// <param name="description">Such as <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</param>
    public static Device device(string description) => new(description);

    /// <param name="type">The kind of device.</param>
    /// <param name="index">Which of them; -1 is the current one.</param>
    public static Device device(DeviceType type, int index = -1) => new(type, index);

    /// <summary>Where a tensor's elements live.</summary>
    /// <param name="type">The kind of device.</param>
    /// <param name="index">Which of them; -1 is the current one.</param>
    public sealed class Device(DeviceType type, int index = -1) : IEquatable<Device>
    {
        /// <param name="description">Such as <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</param>
        /// <exception cref="ArgumentException">The text names no device.</exception>
        public Device(string description)
            : this(TypeIn(description), IndexIn(description))
        {
        }

        /// <summary>The kind of device.</summary>
        public DeviceType type { get; } = type;

        /// <summary>Which of them; -1 is the current one.</summary>
        public int index { get; } = index;

        /// <summary>The device that a text names.</summary>
        public static implicit operator Device(string description) => new(description);

        /// <summary>The current device of a kind.</summary>
        public static implicit operator Device(DeviceType type) => new(type);

        /// <inheritdoc/>
        public bool Equals(Device? other) => other is not null && (other.type, other.index) == (type, index);

        /// <inheritdoc/>
        public override bool Equals(object? obj) => Equals(obj as Device);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(type, index);

        /// <summary>As libtorch writes it: <c>cpu</c>, <c>cuda:0</c>.</summary>
        public override string ToString() => (type, index) switch
        {
            (DeviceType.CPU, _) => "cpu",
            (DeviceType.META, _) => "meta",
            (DeviceType.CUDA, -1) => "cuda",
            (DeviceType.CUDA, _) => $"cuda:{index.ToString(CultureInfo.InvariantCulture)}",
            _ => $"{type}:{index.ToString(CultureInfo.InvariantCulture)}",
        };

        private static DeviceType TypeIn(string description)
        {
            ArgumentNullException.ThrowIfNull(description);
            return description.Split(':')[0] switch
            {
                "cpu" => DeviceType.CPU,
                "cuda" => DeviceType.CUDA,
                "meta" => DeviceType.META,
                _ => throw new ArgumentException($"'{description}' is no device. There are: cpu, cuda, cuda:N, meta.", nameof(description)),
            };
        }

        private static int IndexIn(string description) => description.Split(':', 2) switch
        {
            [_] => -1,
            [_, var number] when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index) => index,
            _ => throw new ArgumentException($"'{description}' is no device: after the colon comes its number, as in cuda:0.", nameof(description)),
        };
    }
}
