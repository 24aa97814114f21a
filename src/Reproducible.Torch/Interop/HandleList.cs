using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Interop;

/// <summary>Tensors in a list that is filled again and again, without an object for each. Owns what it holds.</summary>
internal sealed unsafe class HandleList
{
    private nint[] handles = [];

    /// <summary>How many places there are; some may hold no tensor.</summary>
    internal int Count { get; private set; }

    /// <summary>0 where there is no tensor.</summary>
    internal nint this[int place] => handles[place];

    /// <summary>Takes the gradients of tensors, one a place; what was held is freed.</summary>
    internal void TakeGradients(IReadOnlyList<Tensor> tensors)
    {
        Empty(tensors.Count);
        var owners = stackalloc nint[Count];
        for (var place = 0; place < Count; place++)
        {
            owners[place] = tensors[place].Handle;
        }

        fixed (nint* found = handles)
        {
            Native.Check(Native.TensorsGrads(owners, Count, found), "grad");
        }

        GC.KeepAlive(tensors);
    }

    /// <summary>Takes over what an operator gave.</summary>
    internal void Take(ReadOnlySpan<nint> given)
    {
        Empty(given.Length);
        given.CopyTo(handles);
    }

    /// <summary>Moves tensors to the front, in order; the places behind them go.</summary>
    /// <returns>How many there are.</returns>
    internal int Pack(Span<int> places)
    {
        var count = 0;
        for (var place = 0; place < Count; place++)
        {
            if (handles[place] != 0)
            {
                (places[count], handles[count]) = (place, handles[place]);
                count++;
            }
        }

        return Count = count;
    }

    /// <summary>Another reference to the tensor at a place.</summary>
    internal Tensor At(int place) => new(Native.TensorAlias(handles[place]));

    /// <summary>Frees all.</summary>
    internal void Clear() => Empty(0);

    private void Empty(int room)
    {
        fixed (nint* held = handles)
        {
            Native.TensorsFree(held, Count);
        }

        Count = room;
        if (handles.Length < room)
        {
            handles = new nint[room];
        }

        Array.Clear(handles);
    }
}
