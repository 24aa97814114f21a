using Reproducible.Torch.Interop;

namespace Reproducible.Torch;

public static partial class torch
{
    /// <summary>
    /// Gives memory that no tensor uses back to the system, so that other processes can have it: what glibc's allocator and CUDA's cache keep for
    /// the next tensor. PyTorch's <c>torch.cuda.empty_cache</c>, and the same for the CPU.
    /// </summary>
    /// <remarks>CUDA's cache stays where the shim was compiled without the CUDA runtime's headers; this process then still reuses it.</remarks>
    public static void release_memory() => Native.Check(Native.MemoryRelease());
}
