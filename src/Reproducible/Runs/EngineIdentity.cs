using System.Reflection;

namespace Reproducible.Runs;

/// <summary>Which libtorch and shim the build found, without loading them.</summary>
internal static class EngineIdentity
{
    /// <summary>The managed half of the engine.</summary>
    public static Assembly Assembly { get; } = Assembly.Load("Reproducible.Torch");

    /// <summary>The content of engine.json as the build wrote it, or a line that says that there is none.</summary>
    public static string Text { get; } = "no engine was built";
}
