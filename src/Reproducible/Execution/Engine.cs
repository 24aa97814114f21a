using Reproducible.Torch;
using Reproducible.Torch.Libraries;

namespace Reproducible.Execution;

/// <summary>libtorch, as the processes that do runs see it.</summary>
internal static class Engine
{
    /// <summary>Loads libtorch now and not in the first run, so that a machine without it is known before runs are handed out.</summary>
    /// <exception cref="ReproducibleException">It cannot be loaded, or other libraries were loaded than the key says.</exception>
    public static void Load(int threads)
    {
        try
        {
            torch.set_num_threads(threads);
            var faults = ComputingLibraries.Faults(ComputingLibraries.Predict(), ComputingLibraries.Loaded());
            if (faults.Count > 0)
            {
                throw new ReproducibleException("What computes is not what the key says.", string.Join("\n", faults));
            }
        }
        catch (TorchException fault)
        {
            throw new ReproducibleException("Runs need libtorch.", fault.Message, fault);
        }
    }

    /// <summary>Lets libtorch use a second core from now on, or no longer; at any time, as it changes no bit.</summary>
    public static void Lend(bool core) => torch.core_lent = core;
}
