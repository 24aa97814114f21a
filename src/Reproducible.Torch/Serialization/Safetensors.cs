using Reproducible.Torch.Interop;
using Reproducible.Torch.Operators;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch;

/// <summary>Tensors in a file that holds nothing but tensors: nothing in it can run, and a wrong file is told from a right one before memory is asked for.</summary>
/// <remarks>Source: the safetensors format, github.com/huggingface/safetensors. The same tensors give the same bytes, those that its Python package writes.</remarks>
public static class Safetensors
{
    private const int LeastAlignment = 8;

    /// <summary>Writes tensors to a file, which is replaced.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">By name; on any device, of any strides.</param>
    /// <param name="metadata">Free texts; null is none.</param>
    /// <exception cref="ArgumentException">A name is <c>__metadata__</c>, or a type has no name in the format.</exception>
    /// <exception cref="TorchException">The file can't be written.</exception>
    public static void Save(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        try
        {
            using var file = File.Create(path);
            Save(file, tensors, metadata);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new TorchException($"safetensors '{path}'", $"the file can't be written: {cause.Message}", cause);
        }
    }

    /// <inheritdoc cref="Save(string, IReadOnlyDictionary{string, Tensor}, IReadOnlyDictionary{string, string}?)"/>
    /// <param name="stream">Where to; left open.</param>
    /// <param name="tensors">By name; on any device, of any strides.</param>
    /// <param name="metadata">Free texts; null is none.</param>
    /// <param name="alignment">Of the first tensor's first byte, from the start of the stream's part; a multiple of 8, which the reference writer takes. 64 suits vector instructions on a mapped file.</param>
    public static void Save(Stream stream, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null, int alignment = LeastAlignment)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (alignment < LeastAlignment || alignment % LeastAlignment != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(alignment), alignment, "A multiple of 8 is expected.");
        }

        ArgumentNullException.ThrowIfNull(tensors);

        // Largest elements first, so that every tensor lies aligned; then by name. The reference writer's order.
        var ordered = tensors
            .OrderByDescending(pair => SafetensorsTypes.Rank(pair.Value.dtype))
            .ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .ToArray();
        stream.Write(SafetensorsHeaderWriter.Bytes(ordered, metadata ?? new Dictionary<string, string>(), alignment));
        foreach (var (_, tensor) in ordered)
        {
            using var scope = NewDisposeScope();
            using var grad = no_grad();
            TensorMemory.Drain(tensor.detach().cpu().contiguous(), stream);
        }
    }

    /// <summary>Reads all tensors of a file, onto the CPU.</summary>
    /// <exception cref="TorchException">The file can't be read, or is not what the format allows; found and expected are named.</exception>
    public static Dictionary<string, Tensor> Load(string path) => Load(path, out _);

    /// <inheritdoc cref="Load(string)"/>
    public static Dictionary<string, Tensor> Load(string path, out IReadOnlyDictionary<string, string> metadata)
    {
        try
        {
            using var file = File.OpenRead(path);
            return Load(file, $"'{path}'", out metadata);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new TorchException($"safetensors '{path}'", $"the file can't be read: {cause.Message}", cause);
        }
    }

    /// <summary>
    /// Maps the tensors of a file: a byte is read when it is looked at, memory is shared with whoever maps the same file, and the system can take it
    /// back. What is written to the tensors stays in this process.
    /// </summary>
    /// <remarks>While they live the file may be replaced or deleted, but not shortened: that ends the process that looks behind its end.</remarks>
    /// <exception cref="TorchException">The file can't be read, or is not what the format allows; found and expected are named.</exception>
    public static Dictionary<string, Tensor> Map(string path, out IReadOnlyDictionary<string, string> metadata)
    {
        try
        {
            using var file = File.OpenRead(path);
            var header = SafetensorsHeader.Read(file, file.Length, $"'{path}'");
            metadata = header.Metadata;
            using var scope = NewDisposeScope();
            var whole = Creation.FromFile.Call(path, false, file.Length, ScalarType.Byte);

            return header.Entries.ToDictionary(entry => entry.Name, entry => View(whole, entry, header.DataStart).MoveToOuterDisposeScope(), StringComparer.Ordinal);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new TorchException($"safetensors '{path}'", $"the file can't be read: {cause.Message}", cause);
        }
    }

    /// <summary>Reads all tensors from the position of a stream to its end, onto the CPU.</summary>
    /// <param name="stream">Left open; one that can't seek is read into memory first.</param>
    /// <exception cref="TorchException">The bytes are not what the format allows; found and expected are named.</exception>
    public static Dictionary<string, Tensor> Load(Stream stream) => Load(stream, out _);

    /// <inheritdoc cref="Load(Stream)"/>
    public static Dictionary<string, Tensor> Load(Stream stream, out IReadOnlyDictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (stream.CanSeek)
        {
            return Load(stream, "stream", out metadata);
        }

        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        copy.Position = 0;
        return Load(copy, "stream", out metadata);
    }

    private static Tensor View(Tensor whole, SafetensorsEntry entry, long dataStart)
    {
        var bytes = whole.narrow(0, dataStart + entry.Begin, entry.End - entry.Begin);

        // A file of another writer may have them where no element of the type can lie.
        return ((dataStart + entry.Begin) % ElementTypes.SizeOf(entry.Type) == 0 ? bytes : bytes.clone()).view(entry.Type).view(entry.Shape);
    }

    private static Dictionary<string, Tensor> Load(Stream stream, string file, out IReadOnlyDictionary<string, string> metadata)
    {
        var header = SafetensorsHeader.Read(stream, stream.Length - stream.Position, file);
        metadata = header.Metadata;
        Dictionary<string, Tensor> tensors = new(StringComparer.Ordinal);
        try
        {
            foreach (var entry in header.Entries)
            {
                var tensor = empty(entry.Shape, entry.Type);
                tensors.Add(entry.Name, tensor);
                TensorMemory.Fill(tensor, stream);
            }

            return tensors;
        }
        catch (Exception cause)
        {
            foreach (var tensor in tensors.Values)
            {
                tensor.Dispose();
            }

            if (cause is EndOfStreamException)
            {
                throw SafetensorsHeader.Broken(file, "the bytes ended before the length that was announced", cause);
            }

            throw;
        }
    }
}
