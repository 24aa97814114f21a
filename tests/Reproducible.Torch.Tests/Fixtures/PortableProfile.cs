using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Reproducible.Torch.Tests.Fixtures;

/// <summary>Pins this process to one thread and to AVX2, as make_fixtures.py does, so that bits agree on every x86-64 machine since 2013.</summary>
internal static class PortableProfile
{
    // libtorch asks the C library when it is loaded; Environment.SetEnvironmentVariable changes a copy that only .NET sees.
    [ModuleInitializer]
    internal static void Pin()
    {
        Set("OMP_NUM_THREADS", "1");
        Set("OPENBLAS_NUM_THREADS", "1");
        Set("DNNL_MAX_CPU_ISA", "AVX2");
        Set("ATEN_CPU_CAPABILITY", "avx2");
        Set("OPENBLAS_CORETYPE", "Haswell");
    }

    internal static string? Get(string name) => Marshal.PtrToStringUTF8(GetEnv(name));

    private static void Set(string name, string value) => Assert.Equal(0, SetEnv(name, value, overwrite: 1));

#pragma warning disable SYSLIB1054 // LibraryImport needs unsafe code, which the tests don't allow.
    [DllImport("libc", EntryPoint = "setenv", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int SetEnv(string name, string value, int overwrite);

    [DllImport("libc", EntryPoint = "getenv", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern nint GetEnv(string name);
#pragma warning restore SYSLIB1054
}
