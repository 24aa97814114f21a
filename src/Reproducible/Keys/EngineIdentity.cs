using Reproducible.Torch;
using Reproducible.Torch.Libraries;

namespace Reproducible.Keys;

/// <summary>Which libtorch, shim and libraries beside them will compute, without loading them.</summary>
internal static class EngineIdentity
{
    private static readonly Lazy<KeyPart> Described = new(Describe);

    public static KeyPart Part => Described.Value;

    private static KeyPart Describe()
    {
        try
        {
            var engine = EngineInfo.Read();

            return KeyPart.Of(ComputingLibraries.Predict().Concat(new Dictionary<string, string>
            {
                ["dotnet"] = Environment.Version.ToString(2),
                ["libtorch"] = engine.LibtorchVersion,
                ["libtorch_sha256"] = engine.LibtorchSha256,
                ["shim_sha256"] = engine.ShimSha256,
            }));
        }
        catch (TorchException)
        {
            // A plan can be made before the engine is built; a run then fails, and says why.
            return KeyPart.Of([KeyValuePair.Create("libtorch", "none was built")]);
        }
    }
}
