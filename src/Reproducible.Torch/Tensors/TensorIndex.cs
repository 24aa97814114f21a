namespace Reproducible.Torch;

public static partial class torch
{
    /// <summary>What stands between a tensor's brackets for one dimension: a number, a range, a mask, indices, or a new dimension.</summary>
    public readonly struct TensorIndex
    {
        private TensorIndex(Kind kind, long? start = null, long? stop = null, long step = 1, Tensor? tensor = null) =>
            (What, Start, Stop, Step, Indices) = (kind, start, stop, step, tensor);

        /// <summary>What kind of index it is.</summary>
        internal enum Kind
        {
            Slice,
            Single,
            Bool,
            Tensor,
            Ellipsis,
            NewDimension,
        }

        /// <summary>All dimensions that are not named.</summary>
        public static TensorIndex Ellipsis { get; } = new(Kind.Ellipsis);

        /// <summary>A new dimension of length 1.</summary>
        public static TensorIndex None { get; } = new(Kind.NewDimension);

        /// <inheritdoc cref="None"/>
        public static TensorIndex Null => None;

        /// <summary>The whole dimension.</summary>
        public static TensorIndex Colon { get; } = new(Kind.Slice);

        internal Kind What { get; }

        internal long? Start { get; }

        internal long? Stop { get; }

        internal long Step { get; }

        internal Tensor? Indices { get; }

        /// <summary>How many of the tensor's dimensions it speaks of.</summary>
        internal long Consumes => What switch
        {
            Kind.Slice or Kind.Single => 1,
            Kind.Tensor => IsMask ? Indices!.ndim : 1,
            _ => 0,
        };

        internal bool IsMask => Indices?.dtype is ScalarType.Bool or ScalarType.Byte;

        /// <summary>Every <paramref name="step"/>-th from start up to, not including, stop; negative numbers count from the end.</summary>
        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) => new(Kind.Slice, start, stop, step ?? 1);

        /// <summary>One position, and the dimension is gone; negative numbers count from the end.</summary>
        public static TensorIndex Single(long index) => new(Kind.Single, index);

        /// <summary>Everything or nothing, in a new dimension of length 1 or 0.</summary>
        public static TensorIndex Bool(bool value) => new(Kind.Bool, value ? 1 : 0);

        /// <summary>Positions of 64 bits, or a mask over as many dimensions as it has.</summary>
        public static TensorIndex Tensor(Tensor tensor) => new(Kind.Tensor, tensor: tensor);

        /// <inheritdoc cref="Single"/>
        public static implicit operator TensorIndex(long index) => Single(index);

        /// <inheritdoc cref="Single"/>
        public static implicit operator TensorIndex(int index) => Single(index);

        /// <inheritdoc cref="Bool"/>
        public static implicit operator TensorIndex(bool value) => Bool(value);

        /// <inheritdoc cref="Tensor(torch.Tensor)"/>
        public static implicit operator TensorIndex(Tensor tensor) => Tensor(tensor);

        /// <summary>One position, counted from the end with ^.</summary>
        public static implicit operator TensorIndex(Index index) => Single(index.IsFromEnd ? -index.Value : index.Value);

        /// <summary>A range, its ends counted from the end with ^.</summary>
        public static implicit operator TensorIndex(Range range) => Slice(
            range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value,
            range.End.IsFromEnd ? (range.End.Value == 0 ? null : -range.End.Value) : range.End.Value);

        /// <summary>Start and stop; null is the dimension's own end.</summary>
        public static implicit operator TensorIndex((long? Start, long? Stop) range) => Slice(range.Start, range.Stop);
    }
}
