using System.Runtime.CompilerServices;
using Reproducible.Torch.Interop;
using Reproducible.Torch.Operators;

namespace Reproducible.Torch;

public static partial class torch
{
    /// <summary>Begins the device streams anew, the CPU's and every GPU's.</summary>
    /// <returns>The CPU's stream.</returns>
    public static Generator manual_seed(long seed)
    {
        Native.Check(Native.ManualSeed(unchecked((ulong)seed)));
        return DefaultGenerator();
    }

    /// <summary>The state of the CPU's stream.</summary>
    public static Tensor get_rng_state()
    {
        using var shared = DefaultGenerator();
        return shared.get_state();
    }

    /// <summary>Sets the state of the CPU's stream.</summary>
    public static void set_rng_state(Tensor new_state)
    {
        using var shared = DefaultGenerator();
        shared.set_state(new_state);
    }

    /// <summary>The stream that a device's operators draw from when they are given none.</summary>
    public static Generator DefaultGenerator(Device? device = null) => Generator.Shared(device ?? CPU);

    // A literal 0 converts to any enumeration, so a length or dimension goes before a type: OverloadResolutionPriority.
#pragma warning disable CS1591 // Names and meanings are PyTorch's; there is nothing to add to them.
    public static Tensor rand(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) => Grad(Sampling.Rand.Call(size, generator, dtype, Arg.None, device), requires_grad);
    public static Tensor rand(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) => rand([size], dtype, device, requires_grad, generator);
    [OverloadResolutionPriority(1)]
    public static Tensor rand(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) => rand([rows, columns], dtype, device, requires_grad, generator);
    [OverloadResolutionPriority(2)]
    public static Tensor rand(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) => rand([dim0, dim1, dim2], dtype, device, requires_grad, generator);
    [OverloadResolutionPriority(3)]
    public static Tensor rand(long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) => rand([dim0, dim1, dim2, dim3], dtype, device, requires_grad, generator);
    public static Tensor randn(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) => Grad(Sampling.Randn.Call(size, generator, dtype, Arg.None, device), requires_grad);
    public static Tensor randn(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) => randn([size], dtype, device, requires_grad, generator);
    [OverloadResolutionPriority(1)]
    public static Tensor randn(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) => randn([rows, columns], dtype, device, requires_grad, generator);
    [OverloadResolutionPriority(2)]
    public static Tensor randn(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) => randn([dim0, dim1, dim2], dtype, device, requires_grad, generator);
    [OverloadResolutionPriority(3)]
    public static Tensor randn(long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) => randn([dim0, dim1, dim2, dim3], dtype, device, requires_grad, generator);
    public static Tensor randint(long low, long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) => Grad(Sampling.Randint.Call(low, high, size, generator, dtype ?? ScalarType.Int64, Arg.None, device), requires_grad);
    public static Tensor randint(long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) => randint(0, high, size, dtype, device, requires_grad, generator);
    public static Tensor randperm(long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) => Grad(Sampling.Randperm.Call(n, generator, dtype ?? ScalarType.Int64, Arg.None, device), requires_grad);
    public static Tensor rand_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Grad(Sampling.RandLike.Call(input, dtype, Arg.None, device), requires_grad);
    public static Tensor randn_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Grad(Sampling.RandnLike.Call(input, dtype, Arg.None, device), requires_grad);
    public static Tensor normal(double mean, double std, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) => Grad(empty(size, dtype, device).normal_(mean, std, generator), requires_grad);
    public static Tensor bernoulli(Tensor input, Generator? generator = null) => Sampling.Bernoulli.Call(input, generator);
    public static Tensor multinomial(Tensor input, long num_samples, bool replacement = false, Generator? generator = null) => Sampling.Multinomial.Call(input, num_samples, replacement, generator);
}
