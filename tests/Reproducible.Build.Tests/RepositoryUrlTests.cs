namespace Reproducible.Build.Tests;

public class RepositoryUrlTests
{
    [Theory]
    [InlineData("https://ada:secret@example.org/group/x.git", "https://example.org/group/x.git")]
    [InlineData("https://token@example.org/x.git?private=1", "https://example.org/x.git")]
    [InlineData("git@example.org:group/x.git", "example.org:group/x.git")]
    [InlineData("ssh://git@example.org:22/x.git", "ssh://example.org:22/x.git")]
    [InlineData("/srv/git/x.git", null)]
    [InlineData("../x", null)]
    public void Holds_no_user_and_no_password(string address, string? shown) => Assert.Equal(shown, RepositoryUrl.WithoutSecrets(address));
}
