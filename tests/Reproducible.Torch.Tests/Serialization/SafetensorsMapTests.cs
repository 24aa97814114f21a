using System.Text;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Tests.Serialization;

public sealed class SafetensorsMapTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly string folder = Directory.CreateTempSubdirectory("safetensors-").FullName;

    private string Place => Path.Combine(folder, "tensors");

    public void Dispose()
    {
        scope.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Gives_what_loading_gives()
    {
        Safetensors.Save(
            Place,
            new Dictionary<string, Tensor> { ["half"] = rand(3).to(ScalarType.BFloat16), ["grid"] = rand(2, 3), ["counts"] = arange(5), ["bytes"] = ones(7, ScalarType.Byte), ["none"] = zeros(0) },
            new Dictionary<string, string> { ["by"] = "a test" });

        var (loaded, mapped) = (Safetensors.Load(Place), Safetensors.Map(Place, out var metadata));

        Assert.Equal("a test", metadata["by"]);
        Assert.Equal(loaded.Keys.Order(), mapped.Keys.Order());
        Assert.All(loaded, entry =>
        {
            var other = mapped[entry.Key];
            Assert.Equal((entry.Value.dtype, string.Join(' ', entry.Value.shape)), (other.dtype, string.Join(' ', other.shape)));
            Assert.Equal(entry.Value.bytes.ToArray(), other.bytes.ToArray());
        });
    }

    [Fact]
    public void The_file_is_mapped_while_a_tensor_of_it_lives_and_no_longer()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells what a process has mapped.");
        Safetensors.Save(Place, new Dictionary<string, Tensor> { ["a"] = rand(1000), ["b"] = rand(10) });

        var tensors = Safetensors.Map(Place, out _);
        tensors["a"].Dispose();
        Assert.Contains(Place, File.ReadAllText("/proc/self/maps"), StringComparison.Ordinal);

        tensors["b"].Dispose();
        Assert.DoesNotContain(Place, File.ReadAllText("/proc/self/maps"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_written_to_a_tensor_does_not_reach_the_file()
    {
        Safetensors.Save(Place, new Dictionary<string, Tensor> { ["a"] = zeros(4) });
        var before = File.ReadAllBytes(Place);

        Safetensors.Map(Place, out _)["a"].fill_(1);

        Assert.Equal(before, File.ReadAllBytes(Place));
    }

    [Fact]
    public void A_file_that_is_replaced_or_deleted_meanwhile_keeps_its_bytes()
    {
        Safetensors.Save(Place, new Dictionary<string, Tensor> { ["a"] = tensor([1f, 2f]) });
        var mapped = Safetensors.Map(Place, out _)["a"];
        Safetensors.Save(Place + ".new", new Dictionary<string, Tensor> { ["a"] = tensor([3f, 4f]) });

        File.Move(Place + ".new", Place, overwrite: true);
        File.Delete(Place);

        Assert.Equal([1f, 2f], mapped.data<float>().ToArray());
    }

    [Theory]
    [InlineData(64)]
    [InlineData(4096)]
    public void The_first_byte_lies_where_it_was_asked_to(int alignment)
    {
        using (var file = File.Create(Place))
        {
            Safetensors.Save(file, new Dictionary<string, Tensor> { ["a"] = tensor([1f, 2f]) }, metadata: null, alignment);
        }

        Assert.Equal(alignment + (2 * sizeof(float)), new FileInfo(Place).Length);
        Assert.Equal([1f, 2f], Safetensors.Load(Place)["a"].data<float>().ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(60)]
    public void An_alignment_that_the_format_does_not_know_is_refused(int alignment) => Assert.Throws<ArgumentOutOfRangeException>(
        () => Safetensors.Save(Stream.Null, new Dictionary<string, Tensor>(), metadata: null, alignment));

    [Fact]
    public void Elements_that_lie_unaligned_are_read_all_the_same()
    {
        // Another writer's header of 63 bytes: the float begins at byte 71.
        const string header = """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""";
        File.WriteAllBytes(Place, [63, 0, 0, 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(header.PadRight(63)), .. BitConverter.GetBytes(1.5f)]);

        Assert.Equal([1.5f], Safetensors.Map(Place, out _)["a"].data<float>().ToArray());
    }

    [Fact]
    public void A_file_that_was_cut_is_refused_before_it_is_looked_at()
    {
        Safetensors.Save(Place, new Dictionary<string, Tensor> { ["a"] = rand(1000) });
        File.WriteAllBytes(Place, File.ReadAllBytes(Place)[..^1]);

        var before = Tensor.TotalCount;
        Assert.Contains("3999", Assert.Throws<TorchException>(() => Safetensors.Map(Place, out _)).Message, StringComparison.Ordinal);
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void One_that_is_not_there_is_named() =>
        Assert.Contains(Place, Assert.Throws<TorchException>(() => Safetensors.Map(Place, out _)).Message, StringComparison.Ordinal);
}
