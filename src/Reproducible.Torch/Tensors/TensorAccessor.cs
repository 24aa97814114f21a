using System.Collections;

namespace Reproducible.Torch;

/// <summary>A copy of a tensor's elements, indexed by position or by dimensions.</summary>
/// <param name="elements">In row-major order.</param>
/// <param name="shape">Length of each dimension.</param>
public sealed class TensorAccessor<T>(T[] elements, long[] shape) : IReadOnlyList<T>
    where T : unmanaged
{
    /// <inheritdoc/>
    public int Count => elements.Length;

    /// <inheritdoc/>
    public T this[int index] => shape.Length < 2 ? elements[index] : this[[index]];

    /// <summary>The element at these indices, one per dimension.</summary>
    /// <exception cref="ArgumentException">There are more or fewer indices than dimensions, or one is out of range.</exception>
    public T this[params ReadOnlySpan<long> indices]
    {
        get
        {
            if (indices.Length != shape.Length)
            {
                throw new ArgumentException($"{indices.Length} indices were given; the shape is [{string.Join(", ", shape)}].", nameof(indices));
            }

            var position = 0L;
            for (var i = 0; i < indices.Length; i++)
            {
                if (indices[i] < 0 || indices[i] >= shape[i])
                {
                    throw new ArgumentException($"Index {indices[i]} of dimension {i} is out of range; the shape is [{string.Join(", ", shape)}].", nameof(indices));
                }

                position = (position * shape[i]) + indices[i];
            }

            return elements[position];
        }
    }

    /// <summary>The elements in row-major order.</summary>
    public T[] ToArray() => [.. elements];

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)elements).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
