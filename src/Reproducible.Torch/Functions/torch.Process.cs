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

    /// <summary>
    /// Whether a second thread may do a part of an operator, where the CPU's operators have one thread each; by default it may not. For a process that
    /// is lent a core which has nothing else to do: may change at any time, and changes no bit, as each part is computed by one thread whoever does it.
    /// </summary>
    /// <remarks>The gradients of a convolution's input and weight are computed side by side then, and normalisation is shared out.</remarks>
    public static bool core_lent
    {
        get => Native.CoreLent() != 0;
        set => Native.Check(Native.CoreLend(value ? 1 : 0));
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
