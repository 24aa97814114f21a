namespace Reproducible.Torch.Libraries;

/// <summary>A shared library whose code decides bits of a run: libtorch's own, its BLAS, its kernels, its threads, the C library's mathematics.</summary>
/// <param name="Name">What the libraries that need it call it, such as <c>libblas.so.3</c>; links and alternatives choose the file behind it.</param>
/// <param name="Path">Absolute path of the file, every link followed; empty where none was found.</param>
/// <param name="Identity"><c>build-id:</c> and hex digits as the linker wrote them; where it wrote none, <c>sha256:</c> of the file; <c>not found</c> where there is none.</param>
internal sealed record ComputingLibrary(string Name, string Path, string Identity)
{
    public const string NotFound = "not found";

    /// <summary>The file's name and identity without its folder: the same on every machine that has the same library.</summary>
    public string Text => Path.Length == 0 ? Identity : $"{System.IO.Path.GetFileName(Path)} {Identity}";
}
