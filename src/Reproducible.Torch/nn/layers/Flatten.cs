using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Modules;

/// <summary>Some dimensions as one; all but the first unless told.</summary>
public sealed class Flatten : nn.Module<Tensor, Tensor>
{
    private readonly long start;
    private readonly long end;

    internal Flatten(long start, long end)
        : base(nameof(Flatten)) => (this.start, this.end) = (start, end);

    public override Tensor forward(Tensor input) => nn.functional.flatten(input, start, end);
}
