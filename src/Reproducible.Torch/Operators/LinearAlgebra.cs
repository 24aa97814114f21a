using Reproducible.Torch.Interop;

namespace Reproducible.Torch.Operators;

/// <summary>Products of matrices and vectors.</summary>
internal static class LinearAlgebra
{
    internal static readonly Operator Matmul = new("aten::matmul(Tensor self, Tensor other) -> Tensor");
    internal static readonly Operator Mm = new("aten::mm(Tensor self, Tensor mat2) -> Tensor");
    internal static readonly Operator Bmm = new("aten::bmm(Tensor self, Tensor mat2) -> Tensor");
    internal static readonly Operator Mv = new("aten::mv(Tensor self, Tensor vec) -> Tensor");
    internal static readonly Operator Dot = new("aten::dot(Tensor self, Tensor tensor) -> Tensor");
    internal static readonly Operator Addmm = new("aten::addmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor");
    internal static readonly Operator Einsum = new("aten::einsum(str equation, Tensor[] tensors, *, int[]? path=None) -> Tensor");
    internal static readonly Operator Outer = new("aten::outer(Tensor self, Tensor vec2) -> Tensor");
    internal static readonly Operator Baddbmm = new("aten::baddbmm(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor");
    internal static readonly Operator LinalgNorm = new("aten::linalg_norm(Tensor self, Scalar? ord=None, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor");
    internal static readonly Operator LinalgInv = new("aten::linalg_inv(Tensor A) -> Tensor");
    internal static readonly Operator LinalgSvd = new("aten::linalg_svd(Tensor A, bool full_matrices=True, *, str? driver=None) -> (Tensor U, Tensor S, Tensor Vh)");
    internal static readonly Operator LinalgEigh = new("aten::linalg_eigh(Tensor self, str UPLO='L') -> (Tensor eigenvalues, Tensor eigenvectors)");
    internal static readonly Operator LinalgQr = new("aten::linalg_qr(Tensor A, str mode='reduced') -> (Tensor Q, Tensor R)");
    internal static readonly Operator LinalgSolve = new("aten::linalg_solve(Tensor A, Tensor B, *, bool left=True) -> Tensor");
    internal static readonly Operator Cdist = new("aten::cdist(Tensor x1, Tensor x2, float p=2, int? compute_mode=None) -> Tensor");
    internal static readonly Operator Tensordot = new("aten::tensordot(Tensor self, Tensor other, int[] dims_self, int[] dims_other) -> Tensor");
    internal static readonly Operator Kron = new("aten::kron(Tensor self, Tensor other) -> Tensor");
}
