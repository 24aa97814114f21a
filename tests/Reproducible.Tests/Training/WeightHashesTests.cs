using System.Buffers.Binary;
using System.Security.Cryptography;
using Reproducible.Torch;
using Reproducible.Training;
using static Reproducible.Torch.torch;

namespace Reproducible.Tests.Training;

public sealed class WeightHashesTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    [Fact]
    public void Each_tensor_has_its_own_and_the_optimizers_memory_one_of_all_its_hashes()
    {
        var learning = new TwoTensors { Rate = 0.5 };
        var hashes = new WeightHashes(learning);

        Assert.Equal(["first", "second", "optimizer"], hashes.Names);
        Assert.Equal(Expected(0.5, [1f, 2f], [3f, 5f, 4f, 6f]), hashes.Now().ToArray());
    }

    [Fact]
    public void A_change_of_a_weight_or_a_number_shows_and_its_return_too()
    {
        var learning = new TwoTensors { Rate = 0.5 };
        var hashes = new WeightHashes(learning);
        var before = hashes.Now().ToArray();

        learning.ChangingTensors[0].add_(1);
        learning.Rate = 0.25;
        Assert.Equal(Expected(0.25, [2f, 3f], [3f, 5f, 4f, 6f]), hashes.Now().ToArray());

        learning.ChangingTensors[0].sub_(1);
        learning.Rate = 0.5;
        Assert.Equal(before, hashes.Now().ToArray());
    }

    [Fact]
    public void Hashing_leaves_no_tensor()
    {
        var hashes = new WeightHashes(new TwoTensors());
        Leftovers.Collect();
        var before = Tensor.TotalCount;

        hashes.Now();

        Assert.Equal(before, Tensor.TotalCount);
    }

    public void Dispose() => scope.Dispose();

    // The first eight bytes of SHA-256 over the elements in the order of the dimensions; of the memory, over the hashes of its parts.
    private static ulong[] Expected(double rate, float[] first, float[] second) =>
    [
        Sum([.. first.SelectMany(BitConverter.GetBytes)]),
        Sum([.. second.SelectMany(BitConverter.GetBytes)]),
        Sum([.. new[] { Sum(BitConverter.GetBytes(rate)), Sum([.. first.SelectMany(BitConverter.GetBytes)]) }.SelectMany(BitConverter.GetBytes)]),
    ];

    private static ulong Sum(byte[] bytes) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(bytes));

    /// <summary>One tensor in order, one turned; an optimizer that remembers a rate and the first tensor.</summary>
    private sealed class TwoTensors : ILearning
    {
        public double Rate { get; set; }

        public IReadOnlyList<string> Changing => ["first", "second"];

        public IReadOnlyList<Tensor> ChangingTensors { get; } = [tensor([1f, 2f]), tensor([3f, 4f, 5f, 6f], [2, 2]).t()];

        public IReadOnlyDictionary<string, Tensor> Tensors => Changing.Zip(ChangingTensors).ToDictionary(entry => entry.First, entry => entry.Second);

        public void VisitMemory(Action<double> number, Action<Tensor> tensor)
        {
            number(Rate);
            tensor(ChangingTensors[0]);
        }

        public void Restore(IReadOnlyDictionary<string, Tensor> tensors) => throw new NotSupportedException();
    }
}
