namespace Reproducible.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Shape, type and device: <c>[2x3], type = Float32, device = cpu</c>.</summary>
        public override string ToString() => IsInvalid ? "disposed tensor" : TensorText.Metadata(this);

        /// <summary>Written as asked for.</summary>
        /// <param name="style">How.</param>
        /// <param name="fltFormat">How real numbers are written, as C# formats have it.</param>
        public string ToString(TensorStringStyle style, string fltFormat = "g5") => style switch
        {
            TensorStringStyle.Numpy => TensorText.Elements(this, fltFormat, lines: true),
            TensorStringStyle.CSharp => $"{ToString()}, value = {TensorText.Elements(this, fltFormat, lines: false)}",
            _ => ToString(),
        };

        /// <summary>The elements with shape and type, on one line.</summary>
        public string str(string fltFormat = "g5") => ToString(TensorStringStyle.CSharp, fltFormat);
    }
}
