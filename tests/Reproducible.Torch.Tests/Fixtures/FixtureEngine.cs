using System.Text.RegularExpressions;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Tests.Fixtures;

/// <summary>The engine that is loaded: libtorch, and the oneDNN that it calls. Other versions of either add up in another order, and so round otherwise.</summary>
internal static partial class FixtureEngine
{
    // Of the files without an engine in their names.
    private const string First = "libtorch-1.13.0-onednn-2.6.3";

    internal static string Name { get; } = $"libtorch-{__version__}-onednn-{OneDnn().Match(show_config()).Groups[1].Value}";

    /// <summary>Are Python's numbers on this engine stored?</summary>
    internal static bool IsStored { get; } = Name == First || Directory.GetFiles(Path.GetDirectoryName(FixtureFile.PathOf("x"))!, $"*.{Name}.safetensors").Length > 0;

    [GeneratedRegex(@"MKL-DNN v([\d.]+)")]
    private static partial Regex OneDnn();
}
