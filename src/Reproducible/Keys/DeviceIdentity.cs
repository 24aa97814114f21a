using Reproducible.Provenance;

namespace Reproducible.Keys;

/// <summary>Which device a run computes on: for CUDA its model and driver too, by which libraries choose their kernels.</summary>
internal static class DeviceIdentity
{
    private static readonly Lazy<IReadOnlyDictionary<string, string>> Driver = new(NvidiaDriver.Read);

    /// <param name="device"><c>cpu</c>, <c>cuda:0</c>.</param>
    public static IReadOnlyDictionary<string, string> Of(string device) =>
        Of(device, device.StartsWith("cuda", StringComparison.Ordinal) ? Driver.Value : new Dictionary<string, string>());

    /// <param name="driver">What the driver states: <c>gpu</c>, the models of all devices; <c>driver</c>.</param>
    internal static IReadOnlyDictionary<string, string> Of(string device, IReadOnlyDictionary<string, string> driver) =>
        new Dictionary<string, string>(driver) { ["device"] = device };
}
