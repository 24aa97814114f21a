using Reproducible.Keys;

namespace Reproducible.Tests.Keys;

public class DeviceIdentityTests
{
    [Fact]
    public void A_cpu_is_a_word()
    {
        Assert.Equal(new Dictionary<string, string> { ["device"] = "cpu" }, DeviceIdentity.Of("cpu"));
    }

    [Fact]
    public void A_gpu_has_its_model_and_driver()
    {
        var driver = new Dictionary<string, string> { ["gpu"] = "NVIDIA H100 80GB HBM3", ["driver"] = "NVRM 535.104.05" };

        Assert.Equal(
            new Dictionary<string, string> { ["device"] = "cuda:0", ["gpu"] = "NVIDIA H100 80GB HBM3", ["driver"] = "NVRM 535.104.05" },
            DeviceIdentity.Of("cuda:0", driver));
    }
}
