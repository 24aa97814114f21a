using System.Globalization;
using System.Text.RegularExpressions;
using Reproducible.Execution;
using Reproducible.Torch;

namespace Reproducible.Training;

/// <summary>A run that needed more memory than there was.</summary>
/// <param name="Asked">Bytes that the last request was for; null: not said.</param>
/// <param name="Free">Bytes that could be had at that moment; null: not said.</param>
internal sealed partial record OutOfMemory(long? Asked, long? Free)
{
    /// <summary>What an exception says of memory; null when it is about something else.</summary>
    /// <remarks>Asked in an exception filter it runs before anything is given back, so that what is free is what was free then.</remarks>
    /// <param name="device">Where the run computes.</param>
    public static OutOfMemory? Of(Exception fault, string device) => fault switch
    {
        TorchException { Reason: var reason } when Cpu().Match(reason) is { Success: true } match => new(Whole(match), FreeHere()),
        TorchException { Reason: var reason } when Cuda().Match(reason) is { Success: true } match => new(Size(match, "asked"), Size(CudaFree().Match(reason), "free")),
        TorchException { Reason: var reason } when Elsewhere().IsMatch(reason) => new(null, device == "cpu" ? FreeHere() : null),
        OutOfMemoryException => new(null, FreeHere()),
        _ => null,
    };

    /// <summary>What happened with which sizes, and what to do.</summary>
    /// <param name="batchSize">Examples a step.</param>
    /// <param name="image">[channels, height, width]; null: not known.</param>
    public string Text(string device, int batchSize, IReadOnlyList<int>? image)
    {
        var images = image is null ? "" : string.Create(CultureInfo.InvariantCulture, $" images of {string.Join(" × ", image)}");
        var asked = Asked is { } bytes ? $"; {ByteText.Of(bytes)} more were asked for" : "";
        var free = Free is { } left ? $"; {ByteText.Of(left)} could be had" : "";

        return string.Create(CultureInfo.InvariantCulture, $"Memory ran out on {device} at a batch of {batchSize}{images}{asked}{free}. Lower BatchSize, or set it to Recipe.LargestBatch; or have fewer runs at once with --workers=1.");
    }

    /// <summary>Bytes that this process can still have: under a limit on addresses the machine may have more.</summary>
    public static long FreeHere()
    {
        var here = new HostMemory();

        return Math.Min(here.Available, here.AddressesLeft ?? long.MaxValue);
    }

    private static long? Whole(Match match) => long.Parse(match.Groups["asked"].ValueSpan, CultureInfo.InvariantCulture);

    private static long? Size(Match match, string name) => match.Success
        ? (long)(double.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture) * match.Groups[$"{name}_unit"].Value switch
        {
            "GiB" => 1L << 30,
            "MiB" => 1L << 20,
            "KiB" => 1L << 10,
            _ => 1L,
        })
        : null;

    // c10/core/impl/alloc_cpu.cpp; "not enough memory" on Windows.
    [GeneratedRegex(@"DefaultCPUAllocator: (?:can't allocate|not enough) memory: you tried to allocate (?<asked>[0-9]+) bytes")]
    private static partial Regex Cpu();

    // c10/cuda/CUDACachingAllocator.cpp, 1.13 to 2.9.
    [GeneratedRegex(@"CUDA out of memory\. Tried to allocate (?<asked>[0-9.]+) (?<asked_unit>[KMG]iB|bytes)")]
    private static partial Regex Cuda();

    // Until 2.0 "(GPU 0; 7.93 GiB total capacity; 6.00 GiB already allocated; 1.20 GiB free; …", since then "of which 1.20 GiB is free".
    [GeneratedRegex(@"(?<free>[0-9.]+) (?<free_unit>[KMG]iB|bytes)(?: is)? free")]
    private static partial Regex CudaFree();

    // operator new; the CUDA runtime and driver; cuBLAS and cuDNN, the latter from 9 on with other words; oneDNN, which gives no size.
    [GeneratedRegex(@"std::bad_alloc|CUDA (?:driver )?error: out of memory|_STATUS_ALLOC_FAILED|_ALLOCATION_FAILED|could not create a memory (?:object|storage)", RegexOptions.None)]
    private static partial Regex Elsewhere();
}
