using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Reproducible.Torch;
using static Reproducible.Torch.torch;

namespace Reproducible.Store;

/// <summary>
/// The bytes of stored features: safetensors with the one tensor <c>features</c>, its first byte aligned to 64, and in its metadata <c>key</c>,
/// <c>seconds</c> (what making took) and <c>sha256</c> over key, seconds, type and shape, a line each, and the tensor's bytes.
/// </summary>
internal static class FeatureFile
{
    private const string Name = "features", Key = "key", Seconds = "seconds", Sum = "sha256";
    private const int Alignment = 64; // Bytes of a cache line, and what libtorch's own allocator gives.

    public static void Write(Stream file, string key, Tensor rows, double seconds)
    {
        using var scope = NewDisposeScope();
        using var plain = no_grad();
        var near = rows.detach().cpu().contiguous();
        var text = seconds.ToString("R", CultureInfo.InvariantCulture);
        Safetensors.Save(file, new Dictionary<string, Tensor> { [Name] = near }, new Dictionary<string, string> { [Key] = key, [Seconds] = text, [Sum] = SumOf(key, text, near) }, Alignment);
    }

    /// <summary>Maps the file and holds all of its bytes against its sum.</summary>
    /// <param name="key">What it must be of.</param>
    /// <returns>The tensor, on the caller's scope, and what making it took; or what is wrong, as the end of a sentence.</returns>
    public static (Tensor? Rows, double Seconds, string? Fault) Map(string path, string key)
    {
        using var scope = NewDisposeScope();
        try
        {
            var tensors = Safetensors.Map(path, out var said);
            if (!tensors.TryGetValue(Name, out var rows) || tensors.Count != 1 || said.GetValueOrDefault(Key) != key || !double.TryParse(said.GetValueOrDefault(Seconds), CultureInfo.InvariantCulture, out var seconds))
            {
                return (null, 0, $"it is of '{said.GetValueOrDefault(Key)}' with {string.Join(", ", tensors.Keys)}; expected '{key}' with {Name} and {Seconds}.");
            }

            var found = SumOf(key, said[Seconds], rows);

            return found == said.GetValueOrDefault(Sum)
                ? (rows.MoveToOuterDisposeScope(), seconds, null)
                : (null, 0, $"its content has SHA-256 {found[..12]}…; it says {said.GetValueOrDefault(Sum)}.");
        }
        catch (TorchException fault)
        {
            return (null, 0, fault.Message);
        }
    }

    private static string SumOf(string key, string seconds, Tensor rows)
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sum.AppendData(Encoding.UTF8.GetBytes($"{key}\n{seconds}\n{rows.dtype}\n{string.Join(',', rows.shape)}\n"));
        using var bytes = rows.bytes;
        sum.AppendData(bytes);

        return Convert.ToHexStringLower(sum.GetHashAndReset());
    }
}
