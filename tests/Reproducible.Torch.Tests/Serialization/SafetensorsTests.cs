using System.Text;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Tests.Serialization;

public sealed class SafetensorsTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly string folder = Directory.CreateTempSubdirectory("safetensors-").FullName;

    public void Dispose()
    {
        scope.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void One_tensor_is_a_length_a_header_padded_to_eight_and_its_bytes()
    {
        var bytes = Saved(new() { ["attn0"] = tensor([0f, 1f], [1, 2]) });

        const string header = """{"attn0":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}""";
        Assert.Equal(60, header.Length);
        Assert.Equal([64, 0, 0, 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(header), 32, 32, 32, 32, 0, 0, 0, 0, 0, 0, 0x80, 0x3f], bytes);
    }

    [Fact]
    public void No_tensor_at_all_is_a_file_too() =>
        Assert.Equal([8, 0, 0, 0, 0, 0, 0, 0, .. "{}      "u8], Saved([]));

    [Fact]
    public void Larger_elements_come_first_then_names_in_order()
    {
        var bytes = Saved(new() { ["b"] = zeros(1), ["a"] = zeros(1), ["c"] = zeros(1, ScalarType.Byte), ["d"] = zeros(1, ScalarType.Int64) });
        var header = Encoding.UTF8.GetString(bytes.AsSpan(8, bytes[8..].AsSpan().IndexOf("}}"u8)));

        Assert.Equal(["d", "a", "b", "c"], header.Split('"').Where(word => word.Length == 1 && char.IsLower(word[0])));
    }

    /// <summary>All 120 orders of five tensors of three element types, two of them alike but for the name.</summary>
    [Fact]
    public void The_same_tensors_give_the_same_bytes_in_whatever_order_they_were_added()
    {
        (string Name, Tensor Tensor)[] tensors =
            [("x", rand(3)), ("X", ones(2)), ("y", ones(2)), ("a", zeros(1, ScalarType.Byte)), ("z", zeros(4, ScalarType.Int64))];
        var expected = Saved(tensors.ToDictionary());

        foreach (var order in Orders([.. tensors]))
        {
            Assert.Equal(expected, Saved(order.ToDictionary()));
        }
    }

    [Fact]
    public void An_entry_that_was_removed_and_added_again_changes_no_byte()
    {
        Dictionary<string, Tensor> tensors = new() { ["x"] = rand(3), ["y"] = rand(2), ["z"] = rand(1) };
        var expected = Saved(tensors);
        tensors.Remove("x", out var x);
        tensors.Add("w", x!);
        tensors.Remove("w");
        tensors.Add("x", x!);

        Assert.Equal(expected, Saved(tensors));
    }

    [Fact]
    public void The_same_texts_give_the_same_bytes_in_whatever_order_they_were_added() =>
        Assert.Equal(Saved([], new() { ["k"] = "1", ["j"] = "2" }), Saved([], new() { ["j"] = "2", ["k"] = "1" }));

    [Theory]
    [InlineData(ScalarType.Bool)]
    [InlineData(ScalarType.Byte)]
    [InlineData(ScalarType.Int8)]
    [InlineData(ScalarType.Int16)]
    [InlineData(ScalarType.Int32)]
    [InlineData(ScalarType.Int64)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    public void Each_type_comes_back_as_it_was(ScalarType type)
    {
        var before = tensor([0, 1, 2, 3, 4, 5], [2, 3]).to(type);
        var after = Loaded(Saved(new() { ["t"] = before }))["t"];

        Assert.Equal(type, after.dtype);
        Assert.Equal([2, 3], after.shape);
        Assert.True(before.equal(after));
    }

    [Fact]
    public void Elements_are_written_in_the_order_of_dimensions_whatever_their_strides()
    {
        var turned = tensor([1, 2, 3, 4, 5, 6], [2, 3]).t();

        Assert.Equal([1, 4, 2, 5, 3, 6], Loaded(Saved(new() { ["t"] = turned }))["t"].ToArray<int>());
    }

    [Fact]
    public void A_single_number_and_an_empty_tensor_come_back()
    {
        var after = Loaded(Saved(new() { ["number"] = tensor(7.5), ["empty"] = zeros(0, 3) }));

        Assert.Empty(after["number"].shape);
        Assert.Equal(7.5, after["number"].item<double>());
        Assert.Equal([0, 3], after["empty"].shape);
    }

    [Fact]
    public void Names_and_texts_of_any_script_come_back()
    {
        var path = Path.Combine(folder, "names.safetensors");
        Safetensors.Save(path, new Dictionary<string, Tensor> { ["Gewicht \"ä\" 重"] = ones(1) }, new Dictionary<string, string> { ["ü"] = "\\\n" });
        var tensors = Safetensors.Load(path, out var metadata);

        Assert.Equal(["Gewicht \"ä\" 重"], tensors.Keys);
        Assert.Equal("\\\n", metadata["ü"]);
    }

    [Fact]
    public void A_weight_that_requires_grad_is_saved_by_value()
    {
        var weight = ones(2, requires_grad: true);

        Assert.False(Loaded(Saved(new() { ["w"] = weight }))["w"].requires_grad);
        Assert.True(weight.requires_grad);
    }

    [Fact]
    public void A_stream_that_cant_seek_is_read_too()
    {
        using var piped = new System.IO.Compression.GZipStream(new MemoryStream(Zipped(Saved(new() { ["t"] = ones(3) }))), System.IO.Compression.CompressionMode.Decompress);

        Assert.Equal([1f, 1f, 1f], Safetensors.Load(piped)["t"].ToArray<float>());
    }

    [Fact]
    public void A_name_the_format_keeps_is_refused() =>
        Assert.Throws<ArgumentException>(() => Saved(new() { ["__metadata__"] = ones(1) }));

    [Fact]
    public void A_missing_file_is_named()
    {
        var path = Path.Combine(folder, "none.safetensors");

        Assert.Contains(path, Assert.Throws<TorchException>(() => Safetensors.Load(path)).Message, StringComparison.Ordinal);
    }

    internal static byte[] Saved(Dictionary<string, Tensor> tensors, Dictionary<string, string>? metadata = null)
    {
        using var stream = new MemoryStream();
        Safetensors.Save(stream, tensors, metadata);
        return stream.ToArray();
    }

    internal static Dictionary<string, Tensor> Loaded(byte[] bytes) => Safetensors.Load(new MemoryStream(bytes));

    private static IEnumerable<List<T>> Orders<T>(List<T> items) => items.Count < 2
        ? [items]
        : from first in Enumerable.Range(0, items.Count)
          from rest in Orders<T>([.. items[..first], .. items[(first + 1)..]])
          select (List<T>)[items[first], .. rest];

    private static byte[] Zipped(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var zip = new System.IO.Compression.GZipStream(target, System.IO.Compression.CompressionLevel.Fastest))
        {
            zip.Write(bytes);
        }

        return target.ToArray();
    }
}
