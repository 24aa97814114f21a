using System.Collections;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Modules;

/// <summary>Some tensors of a list, in a list that is used again in every step: picking allocates nothing.</summary>
internal sealed class TensorPicks : IReadOnlyList<Tensor>
{
    private Tensor[] picked = [];

    public int Count { get; private set; }

    public Tensor this[int index] => picked[index];

    public IEnumerator<Tensor> GetEnumerator() => picked.Take(Count).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal TensorPicks Pick(IReadOnlyList<Tensor?> all, ReadOnlySpan<int> places)
    {
        if (picked.Length < places.Length)
        {
            picked = new Tensor[all.Count];
        }

        Count = places.Length;
        for (var i = 0; i < places.Length; i++)
        {
            picked[i] = all[places[i]]!;
        }

        return this;
    }
}
