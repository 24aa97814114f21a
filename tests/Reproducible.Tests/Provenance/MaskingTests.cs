using Reproducible.Provenance;

namespace Reproducible.Tests.Provenance;

public class MaskingTests
{
    [Theory]
    [InlineData("--seed=3", "--seed=3")]
    [InlineData("--token=abc=", "--token=***")]
    [InlineData("--mlflow-token=abc", "--mlflow-token=***")]
    [InlineData("--data=token=abc", "--data=token=***")]
    [InlineData("AWS_SECRET_ACCESS_KEY=abc/def", "AWS_SECRET_ACCESS_KEY=***")]
    [InlineData("--api-key=abc", "--api-key=***")]
    [InlineData("--key:abc", "--key:***")]
    [InlineData("--monkey=abc", "--monkey=abc")]
    [InlineData("Password=a b;Server=x", "Password=***;Server=x")]
    [InlineData("Authorization: Bearer abc", "Authorization: ***")]
    [InlineData("https://jane:p@ss@example.org/a", "https://***@example.org/a")]
    [InlineData("https://abc@example.org", "https://***@example.org")]
    [InlineData("https://example.org/a?x=1&access_token=abc&y=2", "https://example.org/a?x=1&access_token=***&y=2")]
    [InlineData("https://example.org/a", "https://example.org/a")]
    [InlineData("ghp_0123456789abcdefghij", "***")]
    public void An_argument_keeps_all_but_its_secret(string argument, string shown) => Assert.Equal(shown, Masking.Text(argument));

    [Fact]
    public void The_value_after_a_secrets_name_is_masked() =>
        Assert.Equal("build --password *** --token --seed 3 -key ***", Masking.Line(["build", "--password", "hunter2", "--token", "--seed", "3", "-key", "abc"]));

    [Fact]
    public void Blanks_are_quoted_and_the_home_folder_is_shortened() =>
        Assert.Equal("run \"a b\" \"\" --data=~/images", Masking.Line(["run", "a b", "", "--data=/users/jane/images"], home: "/users/jane"));

    [Fact]
    public void A_long_argument_takes_no_long_time()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Masking.Text(new string('a', 1 << 20));

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }
}
