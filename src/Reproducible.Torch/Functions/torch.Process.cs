using System.Runtime.InteropServices;
using Reproducible.Torch.Interop;

namespace Reproducible.Torch;

public static partial class torch
{
    /// <summary>The version of libtorch that the shim was compiled over and loads, such as 1.13.0.</summary>
    public static string __version__ => Marshal.PtrToStringUTF8(Native.Version())!;

    /// <summary>libtorch's own description of its build: compiler, BLAS, oneDNN, instruction set.</summary>
    public static string show_config()
    {
        Native.Check(Native.BuildConfiguration(out var text));
        return TensorMemory.TakeText(text);
    }

    /// <summary>Threads that one operator may use.</summary>
    public static int get_num_threads()
    {
        Native.Check(Native.ThreadsGet(out var within, out _));
        return within;
    }

    /// <summary>Sets how many threads one operator may use, at least 1.</summary>
    public static void set_num_threads(int num)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(num, 1);
        Native.Check(Native.ThreadsSet(num));
    }

    /// <summary>Operators that may run at the same time.</summary>
    public static int get_num_interop_threads()
    {
        Native.Check(Native.ThreadsGet(out _, out var between));
        return between;
    }

    /// <summary>Sets how many operators may run at the same time, at least 1; once, before any ran.</summary>
    public static void set_num_interop_threads(int num)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(num, 1);
        Native.Check(Native.ThreadsSetBetween(num));
    }
}
