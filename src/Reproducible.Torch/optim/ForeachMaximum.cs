using Reproducible.Torch.Interop;

namespace Reproducible.Torch.Operators;

/// <summary>The larger of two, element by element, over whole lists.</summary>
internal static class ForeachMaximum
{
    internal static readonly Operator InPlace = new("aten::_foreach_maximum_.List(Tensor(a!)[] self, Tensor[] other) -> ()");
}
