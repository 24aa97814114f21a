using System.Runtime.CompilerServices;
using Reproducible.Torch.Modules;

namespace Reproducible.Torch;

public static partial class torch
{
    public static partial class nn
    {
        /// <inheritdoc cref="Modules.Conv2d"/>
        /// <param name="in_channels">A multiple of <paramref name="groups"/>.</param>
        /// <param name="out_channels">A multiple of <paramref name="groups"/>.</param>
        /// <param name="kernel_size">Height and width.</param>
        /// <param name="stride">Steps between windows.</param>
        /// <param name="padding">Added on each side.</param>
        /// <param name="dilation">Distance between a kernel's elements.</param>
        /// <param name="padding_mode">What is added.</param>
        /// <param name="groups">Parts into which the channels fall, each convolved by itself.</param>
        /// <param name="bias">Whether there is one.</param>
        [OverloadResolutionPriority(1)] // A literal 0 would also convert to Padding.
        public static Conv2d Conv2d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1,
            PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, Pair.Of(kernel_size), Pair.Of(stride), Pair.Of(padding), named: null, Pair.Of(dilation),
                padding_mode, groups, bias, device, dtype);

        /// <inheritdoc cref="Conv2d(long, long, long, long, long, long, PaddingModes, long, bool, Device?, ScalarType?)"/>
        public static Conv2d Conv2d(long in_channels, long out_channels, (long, long) kernel_size, (long, long)? stride = null,
            (long, long)? padding = null, (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1,
            bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, Pair.Of(kernel_size), Pair.Of(stride ?? (1, 1)), Pair.Of(padding ?? (0, 0)), named: null,
                Pair.Of(dilation ?? (1, 1)), padding_mode, groups, bias, device, dtype);

        /// <inheritdoc cref="Conv2d(long, long, long, long, long, long, PaddingModes, long, bool, Device?, ScalarType?)"/>
        public static Conv2d Conv2d(long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1,
            PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, Pair.Of(kernel_size), Pair.Of(stride), Pair.Zeros, padding, Pair.Of(dilation),
                padding_mode, groups, bias, device, dtype);

        /// <inheritdoc cref="Conv2d(long, long, long, long, long, long, PaddingModes, long, bool, Device?, ScalarType?)"/>
        public static Conv2d Conv2d(long in_channels, long out_channels, (long, long) kernel_size, Padding padding, (long, long)? stride = null,
            (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true,
            Device? device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, Pair.Of(kernel_size), Pair.Of(stride ?? (1, 1)), Pair.Zeros, padding, Pair.Of(dilation ?? (1, 1)),
                padding_mode, groups, bias, device, dtype);

        /// <inheritdoc cref="Modules.MaxPool2d"/>
        /// <param name="kernel_size">Height and width of a window.</param>
        /// <param name="stride">The window's size when not given.</param>
        /// <param name="padding">At most half the window.</param>
        /// <param name="dilation">Distance between a window's elements.</param>
        /// <param name="ceil_mode">Whether a window that begins inside and ends outside counts.</param>
        public static MaxPool2d MaxPool2d(long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
            new(Pair.Of(kernel_size), Pair.OfOptional(stride), Pair.OfOptional(padding), Pair.OfOptional(dilation), ceil_mode);

        /// <inheritdoc cref="MaxPool2d(long, long?, long?, long?, bool)"/>
        public static MaxPool2d MaxPool2d((long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null,
            (long, long)? dilation = null, bool ceil_mode = false) =>
            new(Pair.Of(kernel_size), Pair.OfOptional(stride), Pair.OfOptional(padding), Pair.OfOptional(dilation), ceil_mode);

        /// <inheritdoc cref="MaxPool2d(long, long?, long?, long?, bool)"/>
        public static MaxPool2d MaxPool2d(long[] kernel_size, long[]? stride = null, long[]? padding = null, long[]? dilation = null,
            bool ceil_mode = false) => new(kernel_size, stride, padding, dilation, ceil_mode);

        /// <inheritdoc cref="Modules.AvgPool2d"/>
        /// <param name="kernel_size">Height and width of a window.</param>
        /// <param name="stride">The window's size when not given.</param>
        /// <param name="padding">At most half the window.</param>
        /// <param name="ceil_mode">Whether a window that begins inside and ends outside counts.</param>
        /// <param name="count_include_pad">Whether padded zeros count as elements.</param>
        /// <param name="divisor_override">Divide by this and not by the number of elements.</param>
        public static AvgPool2d AvgPool2d(long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false,
            bool count_include_pad = true, long? divisor_override = null) =>
            new(Pair.Of(kernel_size), Pair.OfOptional(stride), Pair.OfOptional(padding), ceil_mode, count_include_pad, divisor_override);

        /// <inheritdoc cref="AvgPool2d(long, long?, long?, bool, bool, long?)"/>
        public static AvgPool2d AvgPool2d((long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null,
            bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
            new(Pair.Of(kernel_size), Pair.OfOptional(stride), Pair.OfOptional(padding), ceil_mode, count_include_pad, divisor_override);

        /// <inheritdoc cref="AvgPool2d(long, long?, long?, bool, bool, long?)"/>
        public static AvgPool2d AvgPool2d(long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false,
            bool count_include_pad = true, long? divisor_override = null) =>
            new(kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);

        /// <inheritdoc cref="Modules.AdaptiveAvgPool2d"/>
        /// <param name="output_size">Height and width.</param>
        public static AdaptiveAvgPool2d AdaptiveAvgPool2d(long output_size) => new(Pair.Of(output_size));

        /// <inheritdoc cref="AdaptiveAvgPool2d(long)"/>
        public static AdaptiveAvgPool2d AdaptiveAvgPool2d((long, long) output_size) => new(Pair.Of(output_size));

        /// <inheritdoc cref="AdaptiveAvgPool2d(long)"/>
        public static AdaptiveAvgPool2d AdaptiveAvgPool2d(long[] output_size) => new(output_size);
    }
}
