namespace Reproducible.Torch;

public static partial class torch
{
    /// <summary>Orders of a tensor's elements in memory, by libtorch's numbers.</summary>
    public enum MemoryFormat
    {
        /// <summary>The last dimension's neighbours lie side by side.</summary>
        Contiguous = 0,

        /// <summary>As the input has it.</summary>
        Preserve = 1,

        /// <summary>[batch, channels, height, width] with a pixel's channels side by side.</summary>
        ChannelsLast = 2,

        /// <summary>[batch, channels, depth, height, width] with a voxel's channels side by side.</summary>
        ChannelsLast3d = 3,
    }

    /// <summary>The last dimension's neighbours lie side by side.</summary>
    public const MemoryFormat contiguous_format = MemoryFormat.Contiguous;

    /// <summary>As the input has it.</summary>
    public const MemoryFormat preserve_format = MemoryFormat.Preserve;

    /// <summary>[batch, channels, height, width] with a pixel's channels side by side.</summary>
    public const MemoryFormat channels_last = MemoryFormat.ChannelsLast;
}
