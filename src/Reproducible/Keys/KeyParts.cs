namespace Reproducible.Keys;

/// <summary>Names of a key's parts.</summary>
public static class KeyParts
{
    /// <summary>What was asked: <see cref="Runs.RunSpec.Settings"/>.</summary>
    public const string Settings = "settings";

    /// <summary>SHA-256 of each data file, by name.</summary>
    public const string Data = "data";

    /// <summary>The id of the run whose weights are the start, so that keys form a Merkle tree; empty: none.</summary>
    public const string Source = "source";

    /// <summary>A hash of the IL of each type that computes, by name.</summary>
    public const string Code = "code";

    /// <summary>libtorch, the shim, and the libraries that libtorch computes with.</summary>
    public const string Engine = "engine";

    /// <summary>Where tensors lie.</summary>
    public const string Device = "device";

    /// <summary>Threads that one operator may use.</summary>
    public const string Threads = "threads";

    /// <summary>Which processor instructions may be used, and on which processor where that matters.</summary>
    public const string InstructionSet = "instruction_set";

    /// <summary>Arithmetic of forward passes.</summary>
    public const string Dtype = "dtype";

    /// <summary>All names, the likeliest to change a number much first.</summary>
    public static IReadOnlyList<string> ByEffect { get; } = [Settings, Data, Source, Code, Dtype, Device, Engine, InstructionSet, Threads];
}
