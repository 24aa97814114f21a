namespace Reproducible.Store;

/// <summary>Names of the files in a run's folder, besides <see cref="ReceiptFile.Name"/>.</summary>
public static class RunFiles
{
    /// <summary>Two rows an epoch.</summary>
    public const string Metrics = "metrics.csv";

    /// <summary>Loss bits of each step, weight hashes now and then: see Traces/README.md.</summary>
    public const string Trace = "trace.bin";

    /// <summary>Final weights and buffers; only when the run finished.</summary>
    public const string Weights = "weights.safetensors";

    /// <summary>Begins the names of the tensors in <see cref="Weights"/> that nothing learns: what normalises images for these weights.</summary>
    public const string TransformPrefix = "transform.";

    /// <summary>How gradients were spread; only when that was asked.</summary>
    public const string Gradients = "gradients.csv";

    /// <summary>What machine and worker needed meanwhile: a row every ten seconds and one at the end; only when the run finished.</summary>
    public const string System = "system.csv";

    /// <summary>What its worker said last; only when the run did not finish.</summary>
    public const string Log = "log.txt";
}
