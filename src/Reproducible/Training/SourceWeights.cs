using System.Security.Cryptography;
using Reproducible.Store;
using Reproducible.Torch;
using static Reproducible.Torch.torch;

namespace Reproducible.Training;

/// <summary>The weights that a run starts from.</summary>
/// <param name="Tensors">By name, on the caller's scope.</param>
/// <param name="Sha256">Of the file they were read from.</param>
internal sealed record SourceWeights(IReadOnlyDictionary<string, Tensor> Tensors, string Sha256)
{
    /// <summary>Reads a source run's weights, and checks that they are those its receipt names.</summary>
    /// <exception cref="ReproducibleException">They are missing, damaged or others.</exception>
    public static SourceWeights Read(RunStore store, string id)
    {
        const string Again = "Delete the source run's folder in the store; it is then done again.";
        var path = store.WeightsOf(id);
        try
        {
            var expected = store.FindReceipt(id)?.WeightsSha256;
            var bytes = File.ReadAllBytes(path);
            var found = Convert.ToHexStringLower(SHA256.HashData(bytes));

            return found == expected
                ? new(Safetensors.Load(new MemoryStream(bytes)), found)
                : throw new ReproducibleException($"The source weights '{path}' have SHA-256 {found}; their receipt says {expected ?? "nothing"}.", Again);
        }
        catch (IOException fault)
        {
            throw new ReproducibleException($"The source weights '{path}' cannot be read: {fault.Message}", Again, fault);
        }
    }
}
