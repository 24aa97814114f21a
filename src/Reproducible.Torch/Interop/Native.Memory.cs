using System.Runtime.InteropServices;

namespace Reproducible.Torch.Interop;

/// <summary>memory.cpp.</summary>
internal static unsafe partial class Native
{
    [LibraryImport(Library, EntryPoint = "rt_memory_release")]
    internal static partial int MemoryRelease();
}
