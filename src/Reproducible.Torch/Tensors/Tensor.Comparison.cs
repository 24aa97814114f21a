using Reproducible.Torch.Operators;

namespace Reproducible.Torch;

public static partial class torch
{
    // == and != keep C#'s meaning, the same object; eq and ne compare elements.
    public partial class Tensor
    {
#pragma warning disable CS1591 // Names and meanings are PyTorch's; there is nothing to add to them.
        public static Tensor operator <(Tensor left, Tensor right) => Comparison.LtTensor.Call(left, right);
        public static Tensor operator <(Tensor left, Scalar right) => Comparison.LtScalar.Call(left, right);
        public static Tensor operator <=(Tensor left, Tensor right) => Comparison.LeTensor.Call(left, right);
        public static Tensor operator <=(Tensor left, Scalar right) => Comparison.LeScalar.Call(left, right);
        public static Tensor operator >(Tensor left, Tensor right) => Comparison.GtTensor.Call(left, right);
        public static Tensor operator >(Tensor left, Scalar right) => Comparison.GtScalar.Call(left, right);
        public static Tensor operator >=(Tensor left, Tensor right) => Comparison.GeTensor.Call(left, right);
        public static Tensor operator >=(Tensor left, Scalar right) => Comparison.GeScalar.Call(left, right);
        public Tensor eq(Tensor target) => Comparison.EqTensor.Call(this, target);
        public Tensor eq(Scalar target) => Comparison.EqScalar.Call(this, target);
        public Tensor ne(Tensor target) => Comparison.NeTensor.Call(this, target);
        public Tensor ne(Scalar target) => Comparison.NeScalar.Call(this, target);
        public Tensor lt(Tensor target) => Comparison.LtTensor.Call(this, target);
        public Tensor lt(Scalar target) => Comparison.LtScalar.Call(this, target);
        public Tensor le(Tensor target) => Comparison.LeTensor.Call(this, target);
        public Tensor le(Scalar target) => Comparison.LeScalar.Call(this, target);
        public Tensor gt(Tensor target) => Comparison.GtTensor.Call(this, target);
        public Tensor gt(Scalar target) => Comparison.GtScalar.Call(this, target);
        public Tensor ge(Tensor target) => Comparison.GeTensor.Call(this, target);
        public Tensor ge(Scalar target) => Comparison.GeScalar.Call(this, target);

        /// <summary>Whether shapes and all elements are the same; NaN is unlike itself.</summary>
        public bool equal(Tensor target) => Comparison.Equal.CallScalar(this, target).ToBoolean();

        /// <summary>Whether |this - target| ≤ atol + rtol·|target| everywhere.</summary>
        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
            Comparison.Allclose.CallScalar(this, target, rtol, atol, equal_nan).ToBoolean();

        public Tensor isclose(Tensor other, double rtol = 1e-05, double atol = 1e-08, bool nanEqual = false) => Comparison.Isclose.Call(this, other, rtol, atol, nanEqual);
    }
}
