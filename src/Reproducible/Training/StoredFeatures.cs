using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Store;
using static Reproducible.Torch.torch;

namespace Reproducible.Training;

/// <summary>Takes features from the store, or makes them and puts them there, and notes what that took.</summary>
/// <param name="run">The key of a run that uses them: where and with what it computes.</param>
/// <param name="folder">Where they lie.</param>
internal sealed class StoredFeatures(RunKey run, FeatureFolder folder) : IFeatures
{
    // What decides bits besides weights, images and code.
    private static readonly string[] Machine = [KeyParts.Engine, KeyParts.Device, KeyParts.Threads, KeyParts.InstructionSet];

    private readonly List<FeatureUse> uses = [];

    /// <summary>What was asked for so far, in order.</summary>
    public IReadOnlyList<FeatureUse> Uses => uses;

    /// <inheritdoc/>
    public SplitFeatures Of(FeatureInputs inputs, Func<SplitFeatures> make)
    {
        var watch = Stopwatch.StartNew();
        var (key, problem) = (KeyOf(inputs), default(string));
        using var scope = NewDisposeScope();
        if (folder.Find(key, fault => problem = fault) is { } stored)
        {
            var rows = stored.Rows.to(inputs.Images.device).DetachFromDisposeScope();
            var seconds = watch.Elapsed.TotalSeconds;
            uses.Add(new(inputs.Split, key, FromStore: true, seconds, Math.Max(0, stored.Seconds - seconds)));

            return new(rows);
        }

        watch.Restart();
        var made = make();
        if (made.Rows.device_type == Torch.DeviceType.CUDA)
        {
            cuda.synchronize(made.Rows.device.index);
        }

        uses.Add(new(inputs.Split, key, FromStore: false, watch.Elapsed.TotalSeconds, SavedSeconds: 0));
        problem = folder.Save(key, made.Rows, watch.Elapsed.TotalSeconds) ?? problem;
        if (problem is not null)
        {
            uses[^1] = uses[^1] with { Problem = problem };
            Console.Error.WriteLine(problem);
        }

        return made;
    }

    private string KeyOf(FeatureInputs inputs)
    {
        using var scope = NewDisposeScope();
        using var plain = no_grad();
        var parts = new Dictionary<string, string>
        {
            ["backbone"] = inputs.Backbone.ToString(),
            ["stages"] = $"{inputs.Stages}",
            ["tensors"] = SumOf(inputs.Tensors),
            ["images"] = SumOf(new Dictionary<string, Tensor> { ["images"] = inputs.Images }),
            ["batch_size"] = $"{Evaluation.BatchSizeOf(inputs.Images)}",
            ["dtype"] = "float32", // Frozen stages are no part of autocast.
            ["code"] = CodeIdentity.OfFeatures(inputs.Backbone).Sha256,
        };

        return CanonicalJson.Sha256(parts.Concat(Machine.Select(part => KeyValuePair.Create(part, run.Parts[part].Sha256))));
    }

    /// <summary>SHA-256 over name, type, shape and elements of each tensor, in the order of their names.</summary>
    private static string SumOf(IReadOnlyDictionary<string, Tensor> tensors)
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, tensor) in tensors.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            sum.AppendData(Encoding.UTF8.GetBytes($"{name} {tensor.dtype} {string.Join(',', tensor.shape)}\n"));
            using var bytes = tensor.detach().cpu().contiguous().bytes;
            sum.AppendData(bytes);
        }

        return Convert.ToHexStringLower(sum.GetHashAndReset());
    }
}
