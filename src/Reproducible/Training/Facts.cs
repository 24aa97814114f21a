using Reproducible.Execution;
using Reproducible.Keys;
using Reproducible.Provenance;
using Reproducible.Runs;
using Reproducible.Store;

namespace Reproducible.Training;

/// <summary>What a receipt says before a run begins: what decides its numbers, and where and with what they are computed.</summary>
internal static class Facts
{
    private static readonly Lazy<GitState> Git = new(() => GitState.Read(Environment.CurrentDirectory));
    private static readonly Lazy<PatchResult> Patch = new(() => Git.Value.Dirty == "true" ? Git.Value.Patch() : PatchResult.None(""));
    private static readonly Lazy<Torch.LoadedBlas> Blas = new(Torch.LoadedBlas.Find);

    /// <summary>The receipt of a run that begins now. Its code and its patch are put into the store's objects.</summary>
    /// <param name="experiment">Name of one that asks for the run; null: unknown.</param>
    /// <param name="loadEngine">Whether libtorch may be loaded to ask it for its version and build.</param>
    public static Receipt Begin(string? experiment, RunKey key, LabOptions options, bool loadEngine = true)
    {
        var objects = new RunStore(options.Store).Objects;
        var code = key.Parts[KeyParts.Code];
        objects.Put(CanonicalJson.Utf8(code.Values!));

        return new()
        {
            Id = key.Id,
            Status = RunStatus.Failed,
            Key = new Dictionary<string, KeyPart>(key.Parts) { [KeyParts.Code] = code with { Values = null } },
            Experiment = experiment,
            Overrides = options.Overrides,
            Environment = EnvironmentFacts.Read(WorkerEnvironment.Of(options.InstructionSet, options.Threads).Select(variable => variable.Name))
                .Concat(History())
                .Concat(loadEngine ? Engine() : [])
                .ToDictionary(),
            Patch = Patch.Value.Bytes is { } bytes ? objects.Put(bytes) : null,
            StartedAt = DateTimeOffset.UtcNow,
        };
    }

    private static Dictionary<string, string> History()
    {
        var facts = new Dictionary<string, string> { ["commit"] = Git.Value.Commit, ["branch"] = Git.Value.Branch, ["dirty"] = Git.Value.Dirty };
        if (Patch.Value.Problem.Length > 0)
        {
            facts["patch"] = Patch.Value.Problem;
        }

        if (Patch.Value.LeftOut.Count > 0)
        {
            facts["patch_leaves_out"] = string.Join(", ", Patch.Value.LeftOut);
        }

        return facts;
    }

    private static Dictionary<string, string> Engine() => new()
    {
        ["libtorch"] = Torch.torch.__version__,
        ["libtorch_build"] = Torch.torch.show_config(),
        ["blas"] = $"{Blas.Value.Name} {Blas.Value.Path}".Trim(),
    };
}
