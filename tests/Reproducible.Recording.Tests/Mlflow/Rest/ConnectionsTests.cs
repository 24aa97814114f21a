using Reproducible.Recording.Mlflow.Rest;

namespace Reproducible.Recording.Tests.Mlflow.Rest;

public sealed class ConnectionsTests
{
    private readonly Connections connections = new();

    [Fact]
    public void Lets_the_first_through_at_once_and_each_other_a_moment_after_the_one_before() =>
        Assert.Equal([0, 10, 20, 17], new long[] { 5000, 5000, 5000, 5013 }.Select(connections.Wait));

    [Fact]
    public void Lets_one_through_at_once_that_comes_later_by_itself() =>
        Assert.Equal([0, 0, 0], new long[] { 5000, 5010, 6000 }.Select(connections.Wait));
}
