using System.Text.Json;
using Reproducible.Torch.Interop;

namespace Reproducible.Torch;

/// <summary>Which engine this build stands on, read from the file that the shim's build wrote. libtorch is not loaded and need not be there.</summary>
/// <param name="LibtorchVersion">Such as 1.13.0.</param>
/// <param name="LibtorchFolder">The folder that held include/ and lib/ at build time.</param>
/// <param name="LibtorchSha256">SHA-256 of libtorch_cpu.so at build time, 64 lower-case hex digits.</param>
/// <param name="ShimSha256">SHA-256 over the shim's sources, 64 lower-case hex digits.</param>
public sealed record EngineInfo(string LibtorchVersion, string LibtorchFolder, string LibtorchSha256, string ShimSha256)
{
    private const string FileName = "engine.json";

    /// <summary>Reads the file beside this assembly.</summary>
    /// <exception cref="TorchException">The file is not there, or is not what the build writes.</exception>
    public static EngineInfo Read() => Read(Path.Combine(NativeLibraryFinder.Folder, FileName));

    /// <inheritdoc cref="Read()"/>
    internal static EngineInfo Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<EngineInfo>(File.ReadAllBytes(path), JsonSerializerOptions.Web) is { LibtorchVersion: { }, LibtorchFolder: { }, LibtorchSha256: { }, ShimSha256: { } } info
                ? info
                : throw new JsonException("a property is missing");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new TorchException("reading which engine this is", $"'{path}' can't be read: {cause.Message} Build src/Reproducible.Torch, which writes it, and keep it beside Reproducible.Torch.dll.", cause);
        }
    }
}
