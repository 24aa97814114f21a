using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Reproducible.Torch.Interop;

/// <summary>Loads the shim that lies beside this assembly, whoever hosts the process, and says what to do when it can't.</summary>
internal static class NativeLibraryFinder
{
    internal const string Name = "reproducible_torch";

    /// <summary>The shim's file, beside this assembly.</summary>
    internal static string LibraryPath => Path.Combine(Folder, $"lib{Name}.so");

    internal static string Folder => typeof(NativeLibraryFinder).Assembly.Location is { Length: > 0 } location ? Path.GetDirectoryName(location)! : AppContext.BaseDirectory;

    [ModuleInitializer]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "CA2255", Justification = "The resolver must stand before any of this assembly's native calls.")]
    internal static void Register() => NativeLibrary.SetDllImportResolver(typeof(NativeLibraryFinder).Assembly, Resolve);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) => name == Name ? Load(LibraryPath) : 0;

    /// <exception cref="TorchException">The shim, or libtorch below it, is not there or can't be loaded.</exception>
    internal static nint Load(string path)
    {
        if (!File.Exists(path))
        {
            throw new TorchException("loading libtorch", $"'{path}' is not there. Build src/Reproducible.Torch, which compiles it over libtorch, and keep the file beside Reproducible.Torch.dll.");
        }

        try
        {
            return NativeLibrary.Load(path);
        }
        catch (Exception cause) when (cause is DllNotFoundException or BadImageFormatException)
        {
            // .NET's advice on tracing comes first, the loader's own words follow line by line.
            var words = cause.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            throw new TorchException("loading libtorch", $"'{path}' can't be loaded: {string.Join("; ", words.Length > 1 ? words[1..] : words)}. Install libtorch with `apt-get install libtorch-dev libopenblas0-pthread`, or set LIBTORCH to the folder of another libtorch and build again.", cause);
        }
    }
}
