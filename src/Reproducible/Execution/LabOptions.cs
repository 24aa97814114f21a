using Reproducible.Runs;

namespace Reproducible.Execution;

/// <summary>Where and how runs execute, as the command line and cake.config say.</summary>
public sealed record LabOptions
{
    /// <summary>Absolute path of the results folder; the store is its <c>store</c> subfolder.</summary>
    public required string Results { get; init; }

    /// <summary>Absolute path of a folder of data files; null: each dataset's own place.</summary>
    public string? Data { get; init; }

    /// <summary><c>cpu</c>, or a CUDA device: <c>cuda:0</c>.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>
    /// Worker processes at once, a core each; a process that has no run leaves its core to one that has (<see cref="SpareCores"/>). At least 1; default:
    /// the machine's cores.
    /// </summary>
    public int Workers { get; init; } = System.Environment.ProcessorCount;

    /// <summary>Threads that one operator may use. At least 1. More than one pays only where a run has the machine to itself.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>How often a run under way is saved, so that it can go on there when its worker is killed; zero: after each step.</summary>
    public TimeSpan CheckpointEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether the spread of gradients is kept for each epoch. It decides no number, so runs that are in the store without it are not done again.</summary>
    public bool Gradients { get; init; }

    /// <summary>Which processor instructions runs may use.</summary>
    public InstructionSet InstructionSet { get; init; } = InstructionSet.Native;

    /// <summary>What the command line changes in every experiment.</summary>
    public RunOverrides Overrides { get; init; } = new();

    /// <summary>Absolute path of the store.</summary>
    public string Store => Path.Combine(Results, "store");
}

/// <summary>Which processor instructions a run may use. It decides the last bits of every number, so it is part of the key.</summary>
public enum InstructionSet
{
    /// <summary>All that the machine has: fastest; bits repeat on processors with the same instructions.</summary>
    Native,

    /// <summary>AVX2 and no more: bits repeat on every x86-64 processor since 2013; about 1.5 times slower.</summary>
    Portable,
}
