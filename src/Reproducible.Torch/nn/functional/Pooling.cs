namespace Reproducible.Torch;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>The largest value of each window.</summary>
            /// <param name="input">Shape [batch, channels, height, width].</param>
            /// <param name="kernel_size">One number, or height and width.</param>
            /// <param name="strides">The kernel's size when not given.</param>
            /// <param name="padding">At most half the kernel; 0 when not given.</param>
            /// <param name="dilation">Distance between a window's elements; 1 when not given.</param>
            /// <param name="ceil_mode">Whether a window that begins inside and ends outside counts.</param>
            public static Tensor max_pool2d(Tensor input, long[] kernel_size, long[]? strides = null,
                long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
                Operators.Pooling.MaxPool2d.Call(
                    input, kernel_size, strides ?? kernel_size, padding ?? Modules.Pair.Zeros, dilation ?? Modules.Pair.Ones, ceil_mode);

            public static Tensor max_pool2d(Tensor input, long kernel_size, long? stride = null,
                long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                Operators.Pooling.MaxPool2d.Call(
                    input, kernel_size, stride ?? kernel_size, padding ?? 0, dilation ?? 1, ceil_mode);

            public static Tensor max_pool2d(Tensor input, (long, long) kernel_size, (long, long)? stride = null,
                (long, long)? padding = null, (long, long)? dilation = null, bool ceil_mode = false) =>
                Operators.Pooling.MaxPool2d.Call(
                    input, kernel_size, stride ?? kernel_size, padding ?? (0, 0), dilation ?? (1, 1), ceil_mode);

            /// <summary>The mean of each window.</summary>
            /// <param name="input">Shape [batch, channels, height, width].</param>
            /// <param name="kernel_size">One number, or height and width.</param>
            /// <param name="stride">The kernel's size when not given.</param>
            /// <param name="padding">At most half the kernel; 0 when not given.</param>
            /// <param name="ceil_mode">Whether a window that begins inside and ends outside counts.</param>
            /// <param name="count_include_pad">Whether padded zeros count as elements.</param>
            /// <param name="divisor_override">Divide by this and not by the number of elements.</param>
            public static Tensor avg_pool2d(Tensor input, long[] kernel_size, long[]? stride = null, long[]? padding = null,
                bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                Operators.Pooling.AvgPool2d.Call(
                    input, kernel_size, stride ?? kernel_size, padding ?? Modules.Pair.Zeros, ceil_mode, count_include_pad, divisor_override);

            public static Tensor avg_pool2d(Tensor input, long kernel_size, long? stride = null, long padding = 0,
                bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                Operators.Pooling.AvgPool2d.Call(
                    input, kernel_size, stride ?? kernel_size, padding, ceil_mode, count_include_pad, divisor_override);

            public static Tensor avg_pool2d(Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null,
                bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                Operators.Pooling.AvgPool2d.Call(
                    input, kernel_size, stride ?? kernel_size, padding ?? (0, 0), ceil_mode, count_include_pad, divisor_override);

            /// <summary>Means over as many windows as make the output's size.</summary>
            /// <param name="input">Shape [batch, channels, height, width].</param>
            /// <param name="output_size">One number, or height and width.</param>
            public static Tensor adaptive_avg_pool2d(Tensor input, long[] output_size) => Operators.Pooling.AdaptiveAvgPool2d.Call(input, output_size);

            public static Tensor adaptive_avg_pool2d(Tensor input, long output_size) => Operators.Pooling.AdaptiveAvgPool2d.Call(input, output_size);

            public static Tensor adaptive_avg_pool2d(Tensor input, (long, long) output_size) =>
                Operators.Pooling.AdaptiveAvgPool2d.Call(input, output_size);
        }
    }
}
