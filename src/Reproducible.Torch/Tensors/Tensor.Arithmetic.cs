using Reproducible.Torch.Interop;
using Reproducible.Torch.Operators;

namespace Reproducible.Torch;

public static partial class torch
{
    // One operator of libtorch a line; shapes broadcast. A name that ends in an underscore changes this tensor and returns it.
    public partial class Tensor
    {
#pragma warning disable CS1591 // Names and meanings are PyTorch's; there is nothing to add to them.
#pragma warning disable CA2225 // The named alternates are the methods of the same line: add for +.
        public static Tensor operator +(Tensor left, Tensor right) => Pointwise.AddTensor.Call(left, right);
        public static Tensor operator +(Tensor left, Scalar right) => Pointwise.AddScalar.Call(left, right);
        public static Tensor operator +(Scalar left, Tensor right) => Pointwise.AddScalar.Call(right, left);
        public static Tensor operator -(Tensor left, Tensor right) => Pointwise.SubTensor.Call(left, right);
        public static Tensor operator -(Tensor left, Scalar right) => Pointwise.SubScalar.Call(left, right);
        public static Tensor operator -(Scalar left, Tensor right) => Pointwise.RsubScalar.Call(right, left);
        public static Tensor operator *(Tensor left, Tensor right) => Pointwise.MulTensor.Call(left, right);
        public static Tensor operator *(Tensor left, Scalar right) => Pointwise.MulScalar.Call(left, right);
        public static Tensor operator *(Scalar left, Tensor right) => Pointwise.MulScalar.Call(right, left);
        public static Tensor operator /(Tensor left, Tensor right) => Pointwise.DivTensor.Call(left, right);
        public static Tensor operator /(Tensor left, Scalar right) => Pointwise.DivScalar.Call(left, right);
        public static Tensor operator %(Tensor left, Tensor right) => Pointwise.RemainderTensor.Call(left, right);
        public static Tensor operator %(Tensor left, Scalar right) => Pointwise.RemainderScalar.Call(left, right);
        public static Tensor operator -(Tensor tensor) => Pointwise.Neg.Call(tensor);
        public static Tensor operator ~(Tensor tensor) => Pointwise.BitwiseNot.Call(tensor);
        public static Tensor operator &(Tensor left, Tensor right) => Pointwise.BitwiseAndTensor.Call(left, right);
        public static Tensor operator |(Tensor left, Tensor right) => Pointwise.BitwiseOrTensor.Call(left, right);
        public static Tensor operator ^(Tensor left, Tensor right) => Pointwise.BitwiseXorTensor.Call(left, right);

        public static Tensor operator /(Scalar left, Tensor right)
        {
            using var inverse = Pointwise.Reciprocal.Call(right);
            return Pointwise.MulScalar.Call(inverse, left);
        }

        public Tensor add(Tensor target, Scalar? alpha = null) => Pointwise.AddTensor.Call(this, target, alpha ?? 1);
        public Tensor add(Scalar scalar, Scalar? alpha = null) => Pointwise.AddScalar.Call(this, scalar, alpha ?? 1);
        public Tensor add_(Tensor target, Scalar? alpha = null) => Changed(Pointwise.AddTensorInPlace, this, target, alpha ?? 1);
        public Tensor add_(Scalar scalar, Scalar? alpha = null) => Changed(Pointwise.AddScalarInPlace, this, scalar, alpha ?? 1);
        public Tensor sub(Tensor target, Scalar? alpha = null) => Pointwise.SubTensor.Call(this, target, alpha ?? 1);
        public Tensor sub(Scalar scalar) => Pointwise.SubScalar.Call(this, scalar);
        public Tensor sub_(Tensor target, Scalar? alpha = null) => Changed(Pointwise.SubTensorInPlace, this, target, alpha ?? 1);
        public Tensor sub_(Scalar scalar) => Changed(Pointwise.SubScalarInPlace, this, scalar);
        public Tensor mul(Tensor target) => Pointwise.MulTensor.Call(this, target);
        public Tensor mul(Scalar scalar) => Pointwise.MulScalar.Call(this, scalar);
        public Tensor mul_(Tensor target) => Changed(Pointwise.MulTensorInPlace, this, target);
        public Tensor mul_(Scalar scalar) => Changed(Pointwise.MulScalarInPlace, this, scalar);
        public Tensor div(Tensor target) => Pointwise.DivTensor.Call(this, target);
        public Tensor div(Scalar scalar) => Pointwise.DivScalar.Call(this, scalar);
        public Tensor div_(Tensor target) => Changed(Pointwise.DivTensorInPlace, this, target);
        public Tensor div_(Scalar scalar) => Changed(Pointwise.DivScalarInPlace, this, scalar);
        public Tensor floor_divide(Tensor other) => Pointwise.DivTensorMode.Call(this, other, "floor");
        public Tensor floor_divide(Scalar other) => Pointwise.DivScalarMode.Call(this, other, "floor");
        public Tensor remainder(Tensor other) => Pointwise.RemainderTensor.Call(this, other);
        public Tensor remainder(Scalar scalar) => Pointwise.RemainderScalar.Call(this, scalar);
        public Tensor fmod(Scalar scalar) => Pointwise.FmodScalar.Call(this, scalar);
        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Pointwise.Addcmul.Call(this, tensor1, tensor2, value);
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => Changed(Pointwise.AddcmulInPlace, this, tensor1, tensor2, value);
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => Pointwise.Addcdiv.Call(this, tensor1, tensor2, value);
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => Changed(Pointwise.AddcdivInPlace, this, tensor1, tensor2, value);
        public Tensor lerp(Tensor end, Scalar weight) => Pointwise.LerpScalar.Call(this, end, weight);
        public Tensor lerp(Tensor end, Tensor weight) => Pointwise.LerpTensor.Call(this, end, weight);
        public Tensor lerp_(Tensor end, Scalar weight) => Changed(Pointwise.LerpScalarInPlace, this, end, weight);
        public Tensor lerp_(Tensor end, Tensor weight) => Changed(Pointwise.LerpTensorInPlace, this, end, weight);
        public Tensor pow(Scalar exponent) => Pointwise.PowTensorScalar.Call(this, exponent);
        public Tensor pow(Tensor exponent) => Pointwise.PowTensorTensor.Call(this, exponent);
        public Tensor pow_(Scalar exponent) => Changed(Pointwise.PowScalarInPlace, this, exponent);
        public Tensor pow_(Tensor exponent) => Changed(Pointwise.PowTensorInPlace, this, exponent);
        public Tensor bitwise_and(Tensor other) => Pointwise.BitwiseAndTensor.Call(this, other);
        public Tensor bitwise_or(Tensor other) => Pointwise.BitwiseOrTensor.Call(this, other);
        public Tensor bitwise_xor(Tensor other) => Pointwise.BitwiseXorTensor.Call(this, other);
        public Tensor bitwise_not() => Pointwise.BitwiseNot.Call(this);
        public Tensor logical_and(Tensor other) => Pointwise.LogicalAnd.Call(this, other);
        public Tensor logical_or(Tensor other) => Pointwise.LogicalOr.Call(this, other);
        public Tensor logical_xor(Tensor other) => Pointwise.LogicalXor.Call(this, other);
        public Tensor logical_not() => Pointwise.LogicalNot.Call(this);
        public Tensor maximum(Tensor other) => Pointwise.Maximum.Call(this, other);
        public Tensor minimum(Tensor other) => Pointwise.Minimum.Call(this, other);
        public Tensor where(Tensor condition, Tensor y) => Pointwise.Where.Call(condition, this, y);

        /// <summary>Calls an operator that changes this tensor, which is the first of its arguments.</summary>
        internal Tensor Changed(Operator op, params ReadOnlySpan<Arg> arguments)
        {
            op.Run(arguments);
            return this;
        }
    }
}
