using Reproducible.Torch.Interop;

namespace Reproducible.Torch.Operators;

/// <summary>Comparisons, element by element and as a whole.</summary>
internal static class Comparison
{
    internal static readonly Operator EqTensor = new("aten::eq.Tensor(Tensor self, Tensor other) -> Tensor");
    internal static readonly Operator EqScalar = new("aten::eq.Scalar(Tensor self, Scalar other) -> Tensor");
    internal static readonly Operator NeTensor = new("aten::ne.Tensor(Tensor self, Tensor other) -> Tensor");
    internal static readonly Operator NeScalar = new("aten::ne.Scalar(Tensor self, Scalar other) -> Tensor");
    internal static readonly Operator LtTensor = new("aten::lt.Tensor(Tensor self, Tensor other) -> Tensor");
    internal static readonly Operator LtScalar = new("aten::lt.Scalar(Tensor self, Scalar other) -> Tensor");
    internal static readonly Operator LeTensor = new("aten::le.Tensor(Tensor self, Tensor other) -> Tensor");
    internal static readonly Operator LeScalar = new("aten::le.Scalar(Tensor self, Scalar other) -> Tensor");
    internal static readonly Operator GtTensor = new("aten::gt.Tensor(Tensor self, Tensor other) -> Tensor");
    internal static readonly Operator GtScalar = new("aten::gt.Scalar(Tensor self, Scalar other) -> Tensor");
    internal static readonly Operator GeTensor = new("aten::ge.Tensor(Tensor self, Tensor other) -> Tensor");
    internal static readonly Operator GeScalar = new("aten::ge.Scalar(Tensor self, Scalar other) -> Tensor");
    internal static readonly Operator Equal = new("aten::equal(Tensor self, Tensor other) -> bool");
    internal static readonly Operator Allclose = new("aten::allclose(Tensor self, Tensor other, float rtol=1e-05, float atol=1e-08, bool equal_nan=False) -> bool");
    internal static readonly Operator Isclose = new("aten::isclose(Tensor self, Tensor other, float rtol=1e-05, float atol=1e-08, bool equal_nan=False) -> Tensor");
}
