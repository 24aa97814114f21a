using Reproducible.Torch.Operators;

namespace Reproducible.Torch;

public static partial class torch
{
    // Shapes are [rows, columns], with any batch dimensions before them.
    public partial class Tensor
    {
#pragma warning disable CS1591 // Names and meanings are PyTorch's; there is nothing to add to them.
        public Tensor matmul(Tensor target) => LinearAlgebra.Matmul.Call(this, target);
        public Tensor mm(Tensor target) => LinearAlgebra.Mm.Call(this, target);
        public Tensor bmm(Tensor batch2) => LinearAlgebra.Bmm.Call(this, batch2);
        public Tensor mv(Tensor target) => LinearAlgebra.Mv.Call(this, target);
        public Tensor dot(Tensor target) => LinearAlgebra.Dot.Call(this, target);
        public Tensor outer(Tensor vec2) => LinearAlgebra.Outer.Call(this, vec2);
        public Tensor addmm(Tensor mat1, Tensor mat2, Scalar? beta = null, Scalar? alpha = null) => LinearAlgebra.Addmm.Call(this, mat1, mat2, beta ?? 1, alpha ?? 1);
        public Tensor baddbmm(Tensor batch1, Tensor batch2, Scalar? beta = null, Scalar? alpha = null) => LinearAlgebra.Baddbmm.Call(this, batch1, batch2, beta ?? 1, alpha ?? 1);
    }
}
