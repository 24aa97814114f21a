using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Tests;

public class DeviceTests
{
    [Theory]
    [InlineData("cpu", DeviceType.CPU, -1)]
    [InlineData("cuda", DeviceType.CUDA, -1)]
    [InlineData("cuda:3", DeviceType.CUDA, 3)]
    [InlineData("meta", DeviceType.META, -1)]
    public void A_text_names_a_device_and_the_device_its_text(string text, DeviceType type, int index)
    {
        Assert.Equal(new Device(type, index), device(text));
        Assert.Equal(text, device(text).ToString());
    }

    [Theory]
    [InlineData("gpu")]
    [InlineData("cuda:")]
    [InlineData("cuda:x")]
    [InlineData("cuda:1:2")]
    [InlineData("")]
    public void A_text_that_names_none_is_quoted(string text) =>
        Assert.Contains($"'{text}' is no device", Assert.Throws<ArgumentException>(() => device(text)).Message, StringComparison.Ordinal);
}
