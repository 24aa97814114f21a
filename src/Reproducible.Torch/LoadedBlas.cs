namespace Reproducible.Torch;

/// <summary>The library of matrix products that this process has loaded. Two of them give different bits, and the reference one is tens of times slower.</summary>
/// <param name="Name">OpenBLAS, MKL, BLIS, ATLAS, <c>reference BLAS</c>, or what libtorch was built with where it is part of libtorch.</param>
/// <param name="Path">The library's file, links followed; empty where it is part of libtorch.</param>
public sealed record LoadedBlas(string Name, string Path)
{
    private static readonly (string Part, string Name)[] Known =
        [("openblas", "OpenBLAS"), ("mkl_core", "MKL"), ("mkl_rt", "MKL"), ("blis", "BLIS"), ("atlas", "ATLAS"), ("libblas", "reference BLAS")];

    /// <summary>Whether it is the plain reference library, which nobody wants to train with.</summary>
    public bool IsReference => Name == "reference BLAS";

    /// <summary>Looks at the files mapped into this process, after libtorch is loaded.</summary>
    /// <exception cref="TorchException">libtorch can't be loaded.</exception>
    public static LoadedBlas Find()
    {
        var configuration = torch.show_config();
        var mapped = File.ReadLines("/proc/self/maps")
            .Select(line => line.IndexOf('/', StringComparison.Ordinal) is var start and >= 0 ? line[start..] : "")
            .Distinct();
        return Among(mapped) ?? new(BuiltInto(configuration), "");
    }

    /// <summary>The first known library among mapped files, the tuned ones before the reference one.</summary>
    internal static LoadedBlas? Among(IEnumerable<string> mapped)
    {
        var libraries = mapped.Where(path => path.Contains(".so", StringComparison.Ordinal)).ToArray();
        return Known
            .SelectMany(known => libraries.Where(path => path.Contains(known.Part, StringComparison.Ordinal)).Select(path => new LoadedBlas(known.Name, path)))
            .FirstOrDefault();
    }

    /// <summary>The word after BLAS_INFO= in libtorch's description of its build.</summary>
    internal static string BuiltInto(string configuration) =>
        configuration.Split("BLAS_INFO=") is [_, var rest, ..] ? rest.Split(',', '\n')[0].Trim() : "unknown";
}
