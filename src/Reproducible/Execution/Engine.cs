using Reproducible.Torch;

namespace Reproducible.Execution;

/// <summary>libtorch, as the processes that do runs see it.</summary>
internal static class Engine
{
    /// <summary>Loads libtorch now and not in the first run, so that a machine without it is known before runs are handed out.</summary>
    /// <exception cref="ReproducibleException">It cannot be loaded.</exception>
    public static void Load(int threads)
    {
        try
        {
            torch.set_num_threads(threads);
        }
        catch (TorchException fault)
        {
            throw new ReproducibleException("Runs need libtorch.", fault.Message, fault);
        }
    }
}
