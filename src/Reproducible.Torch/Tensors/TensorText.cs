using System.Globalization;
using System.Text;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch;

/// <summary>Writes tensors for people. Long dimensions are cut in the middle.</summary>
internal static class TensorText
{
    // PyTorch's own limits: beyond 1000 elements, three at each end of a dimension.
    private const int Whole = 1000;
    private const int Ends = 3;

    internal static string Metadata(Tensor tensor) =>
        $"[{string.Join("x", tensor.shape)}], type = {tensor.dtype}, device = {tensor.device}";

    internal static string Elements(Tensor tensor, string format, bool lines)
    {
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        var shown = tensor.detach().cpu();
        var text = new StringBuilder();
        Write(text, shown, format, lines, depth: 0, cut: shown.numel() > Whole);
        return text.ToString();
    }

    private static void Write(StringBuilder text, Tensor tensor, string format, bool lines, int depth, bool cut)
    {
        if (tensor.ndim == 0)
        {
            text.Append(Number(tensor, format));
            return;
        }

        var length = tensor.size(0);
        text.Append('[');
        for (var i = 0L; i < length; i++)
        {
            if (i > 0)
            {
                text.Append(lines && tensor.ndim > 1 ? string.Concat(Enumerable.Repeat('\n', (int)tensor.ndim - 1)) + new string(' ', depth + 1) : lines ? " " : ", ");
            }

            if (cut && i == Ends && length > 2 * Ends)
            {
                text.Append("...");
                i = length - Ends - 1;
                continue;
            }

            using var part = tensor.select(0, i);
            Write(text, part, format, lines, depth + 1, cut);
        }

        text.Append(']');
    }

    private static string Number(Tensor element, string format) => element.dtype switch
    {
        ScalarType.Bool => element.item<bool>() ? "True" : "False",
        _ when element.is_floating_point() => element.item<double>().ToString(format, CultureInfo.InvariantCulture),
        _ => element.item<long>().ToString(CultureInfo.InvariantCulture),
    };
}
