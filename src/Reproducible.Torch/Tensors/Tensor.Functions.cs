using Reproducible.Torch.Operators;

namespace Reproducible.Torch;

public static partial class torch
{
    // A function of each element by itself.
    public partial class Tensor
    {
#pragma warning disable CS1591 // Names and meanings are PyTorch's; there is nothing to add to them.
        public Tensor abs() => Pointwise.Abs.Call(this);
        public Tensor abs_() => Changed(Pointwise.AbsInPlace, this);
        public Tensor exp() => Pointwise.Exp.Call(this);
        public Tensor exp_() => Changed(Pointwise.ExpInPlace, this);
        public Tensor log() => Pointwise.Log.Call(this);
        public Tensor log_() => Changed(Pointwise.LogInPlace, this);
        public Tensor sqrt() => Pointwise.Sqrt.Call(this);
        public Tensor sqrt_() => Changed(Pointwise.SqrtInPlace, this);
        public Tensor rsqrt() => Pointwise.Rsqrt.Call(this);
        public Tensor rsqrt_() => Changed(Pointwise.RsqrtInPlace, this);
        public Tensor sigmoid() => Pointwise.Sigmoid.Call(this);
        public Tensor sigmoid_() => Changed(Pointwise.SigmoidInPlace, this);
        public Tensor tanh() => Pointwise.Tanh.Call(this);
        public Tensor tanh_() => Changed(Pointwise.TanhInPlace, this);
        public Tensor relu() => Pointwise.Relu.Call(this);
        public Tensor relu_() => Changed(Pointwise.ReluInPlace, this);
        public Tensor neg() => Pointwise.Neg.Call(this);
        public Tensor neg_() => Changed(Pointwise.NegInPlace, this);
        public Tensor reciprocal() => Pointwise.Reciprocal.Call(this);
        public Tensor reciprocal_() => Changed(Pointwise.ReciprocalInPlace, this);
        public Tensor floor() => Pointwise.Floor.Call(this);
        public Tensor floor_() => Changed(Pointwise.FloorInPlace, this);
        public Tensor sign() => Pointwise.Sign.Call(this);
        public Tensor expm1() => Pointwise.Expm1.Call(this);
        public Tensor log2() => Pointwise.Log2.Call(this);
        public Tensor log10() => Pointwise.Log10.Call(this);
        public Tensor log1p() => Pointwise.Log1p.Call(this);
        public Tensor square() => Pointwise.Square.Call(this);
        public Tensor sin() => Pointwise.Sin.Call(this);
        public Tensor cos() => Pointwise.Cos.Call(this);
        public Tensor tan() => Pointwise.Tan.Call(this);
        public Tensor erf() => Pointwise.Erf.Call(this);
        public Tensor erfinv() => Pointwise.Erfinv.Call(this);
        public Tensor ceil() => Pointwise.Ceil.Call(this);
        public Tensor round() => Pointwise.Round.Call(this);
        public Tensor trunc() => Pointwise.Trunc.Call(this);
        public Tensor frac() => Pointwise.Frac.Call(this);
        public Tensor isnan() => Pointwise.Isnan.Call(this);
        public Tensor isinf() => Pointwise.Isinf.Call(this);
        public Tensor isfinite() => Pointwise.Isfinite.Call(this);
        public Tensor atan2(Tensor other) => Pointwise.Atan2.Call(this, other);
        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Pointwise.Clamp.Call(this, min, max);
        public Tensor clamp(Tensor? min, Tensor? max) => Pointwise.ClampTensor.Call(this, min, max);
        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Changed(Pointwise.ClampInPlace, this, min, max);
        public Tensor clamp_min(Scalar min) => Pointwise.ClampMin.Call(this, min);
        public Tensor clamp_min_(Scalar min) => Changed(Pointwise.ClampMinInPlace, this, min);
        public Tensor clamp_max(Scalar max) => Pointwise.ClampMax.Call(this, max);
        public Tensor clamp_max_(Scalar max) => Changed(Pointwise.ClampMaxInPlace, this, max);
        public Tensor nan_to_num(double? nan = null, double? posinf = null, double? neginf = null) => Pointwise.NanToNum.Call(this, nan, posinf, neginf);
        public Tensor nan_to_num_(double? nan = null, double? posinf = null, double? neginf = null) => Changed(Pointwise.NanToNumInPlace, this, nan, posinf, neginf);
    }
}
