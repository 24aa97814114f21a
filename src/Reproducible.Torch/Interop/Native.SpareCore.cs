using System.Runtime.InteropServices;

namespace Reproducible.Torch.Interop;

/// <summary>spare_core.cpp.</summary>
internal static unsafe partial class Native
{
    [LibraryImport(Library, EntryPoint = "rt_core_lend")]
    internal static partial int CoreLend(int lend);

    [LibraryImport(Library, EntryPoint = "rt_core_lent")]
    internal static partial int CoreLent();
}
