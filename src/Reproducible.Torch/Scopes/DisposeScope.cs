using static Reproducible.Torch.torch;

namespace Reproducible.Torch;

/// <summary>Owns the tensors that are made on its thread while it is the innermost scope, and disposes of them with itself.</summary>
/// <remarks>Belongs to the thread that opened it. Scopes close in the reverse order of their opening.</remarks>
public sealed class DisposeScope : IDisposable
{
    private const int MostSpared = 1024;

    [ThreadStatic]
    private static DisposeScope? current;

    // An emptied list for the next scope of this thread: a scope in each step of a long loop then allocates itself alone.
    [ThreadStatic]
    private static List<Tensor>? spare;

    private readonly DisposeScope? outer;
    private readonly int thread = Environment.CurrentManagedThreadId;
    private List<Tensor> tensors;
    private int sweepAt = 64;
    private bool closed;

    internal DisposeScope()
    {
        outer = current;
        current = this;
        (tensors, spare) = (spare ?? [], null);
    }

    /// <summary>The innermost open scope of this thread.</summary>
    internal static DisposeScope? Current => current;

    /// <summary>How many tensors would be disposed of now.</summary>
    public int DisposablesCount => tensors.Count(tensor => !tensor.IsInvalid);

    /// <summary>Gives tensors to the scope around this one; without one they are nobody's, and live until disposed of or forgotten.</summary>
    public T MoveToOuter<T>(T disposable)
        where T : Tensor
    {
        Move(disposable, outer);
        return disposable;
    }

    /// <inheritdoc cref="MoveToOuter{T}(T)"/>
    public (T1 First, T2 Second) MoveToOuter<T1, T2>(T1 first, T2 second)
        where T1 : Tensor
        where T2 : Tensor => (MoveToOuter(first), MoveToOuter(second));

    /// <inheritdoc cref="MoveToOuter{T}(T)"/>
    public (T1 First, T2 Second, T3 Third) MoveToOuter<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : Tensor
        where T2 : Tensor
        where T3 : Tensor => (MoveToOuter(first), MoveToOuter(second), MoveToOuter(third));

    /// <inheritdoc cref="MoveToOuter{T}(T)"/>
    public void MoveToOuter(IEnumerable<Tensor> disposables)
    {
        ArgumentNullException.ThrowIfNull(disposables);
        foreach (var tensor in disposables)
        {
            Move(tensor, outer);
        }
    }

#pragma warning disable CA1822 // An instance method in TorchSharp: code says scope.Detach(tensor).
    /// <summary>Lets go of a tensor: it lives until it is disposed of or forgotten.</summary>
    public T Detach<T>(T disposable)
        where T : Tensor
    {
        Move(disposable, null);
        return disposable;
    }

    /// <inheritdoc cref="Detach{T}(T)"/>
    public void Detach(IEnumerable<Tensor> disposables)
    {
        ArgumentNullException.ThrowIfNull(disposables);
        foreach (var tensor in disposables)
        {
            Move(tensor, null);
        }
    }

#pragma warning restore CA1822
    /// <summary>Takes a tensor over from whichever scope of this thread has it, or from none.</summary>
    public T Attach<T>(T disposable)
        where T : Tensor
    {
        Move(disposable, this);
        return disposable;
    }

    /// <inheritdoc cref="Attach{T}(T)"/>
    public void Attach(IEnumerable<Tensor> disposables)
    {
        ArgumentNullException.ThrowIfNull(disposables);
        foreach (var tensor in disposables)
        {
            Move(tensor, this);
        }
    }

    /// <summary>Disposes of all tensors of this scope and stays open.</summary>
    public void DisposeEverything()
    {
        foreach (var tensor in tensors)
        {
            tensor.Dispose();
        }

        tensors.Clear();
    }

    /// <summary>Disposes of all tensors of this scope but those named, and stays open.</summary>
    public void DisposeEverythingBut(IEnumerable<Tensor> keep)
    {
        var kept = new HashSet<Tensor>(keep, ReferenceEqualityComparer.Instance);
        var mine = tensors.Where(kept.Contains).ToArray();
        foreach (var tensor in tensors.Where(tensor => !kept.Contains(tensor)))
        {
            tensor.Dispose();
        }

        tensors.Clear();
        tensors.AddRange(mine);
    }

    /// <summary>Disposes of all tensors of this scope and closes it.</summary>
    /// <exception cref="InvalidOperationException">Another thread opened the scope, or a scope inside it is still open.</exception>
    public void Dispose()
    {
        if (closed)
        {
            return;
        }

        if (thread != Environment.CurrentManagedThreadId)
        {
            throw new InvalidOperationException($"This scope was opened on thread {thread} and is closed on thread {Environment.CurrentManagedThreadId}. Close it where it was opened.");
        }

        if (current != this)
        {
            throw new InvalidOperationException("A scope inside this one is still open. Close scopes in the reverse order of their opening.");
        }

        current = outer;
        closed = true;
        DisposeEverything();
        if (tensors.Capacity is > 0 and <= MostSpared && tensors.Capacity >= (spare?.Capacity ?? 0))
        {
            (spare, tensors) = (tensors, []);
        }
    }

    /// <summary>How many tensors the scope holds on to, disposed ones not yet forgotten included.</summary>
    internal int Held => tensors.Count;

    internal static void Move(Tensor tensor, DisposeScope? to)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        for (var scope = current; scope is not null; scope = scope.outer)
        {
            if (scope.Remove(tensor))
            {
                break;
            }
        }

        to?.Include(tensor);
    }

    /// <summary>The scope of this thread that owns the tensor, if one does.</summary>
    internal static DisposeScope? OwnerOf(Tensor tensor)
    {
        var scope = current;
        while (scope is not null && !scope.tensors.Exists(other => ReferenceEquals(other, tensor)))
        {
            scope = scope.outer;
        }

        return scope;
    }

    internal static void MoveToOuterOfOwner(Tensor tensor)
    {
        if (OwnerOf(tensor) is { } owner)
        {
            Move(tensor, owner.outer);
        }
    }

    internal void Include(Tensor tensor)
    {
        if (tensors.Count == sweepAt)
        {
            // Tensors disposed of by hand are forgotten now and then, so that a scope around a long loop does not grow.
            tensors.RemoveAll(old => old.IsInvalid);
            sweepAt = Math.Max(64, tensors.Count * 2);
        }

        tensors.Add(tensor);
    }

    // Looked for from the end: results are moved out soon after they are made.
    private bool Remove(Tensor tensor)
    {
        for (var i = tensors.Count - 1; i >= 0; i--)
        {
            if (ReferenceEquals(tensors[i], tensor))
            {
                tensors.RemoveAt(i);
                return true;
            }
        }

        return false;
    }
}
