using System.Reflection;
using Reproducible.Torch;

namespace Reproducible.Runs;

/// <summary>Which libtorch and shim the build found, without loading them.</summary>
internal static class EngineIdentity
{
    private static readonly Lazy<string> Description = new(Describe);

    /// <summary>The managed half of the engine.</summary>
    public static Assembly Assembly => typeof(EngineInfo).Assembly;

    /// <summary>Version and hash of libtorch, and hash of the shim, as the build wrote them down; or a line that says that there is none.</summary>
    public static string Text => Description.Value;

    private static string Describe()
    {
        try
        {
            var engine = EngineInfo.Read();

            return $"libtorch {engine.LibtorchVersion} {engine.LibtorchSha256}\nshim {engine.ShimSha256}";
        }
        catch (TorchException)
        {
            // A plan can be made before the engine is built; a run then fails, and says why.
            return "no engine was built";
        }
    }
}
