using Reproducible.Execution;

namespace Reproducible.Tests.Execution;

public class WorkerMessageTests
{
    [Fact]
    public void Comes_back_as_it_was_said_even_when_a_loss_is_no_number()
    {
        var said = new WorkerProgress(new("0123456789abcdef", 2, 5, double.NaN, 0.5));

        Assert.Equal((said, ""), WorkerMessage.Read(said.ToLine()));
    }

    [Fact]
    public void Is_found_behind_what_a_library_printed_without_a_line_end()
    {
        var (message, chatter) = WorkerMessage.Read($"[W] some warning{new WorkerStored("a", true).ToLine()}");

        Assert.Equal((new WorkerStored("a", true), "[W] some warning"), (message, chatter));
    }

    [Theory]
    [InlineData("{\"say\":\"ready\"}")]
    [InlineData("")]
    public void Is_not_found_in_a_line_of_somebody_else(string line)
    {
        Assert.Equal((null, line), WorkerMessage.Read(line));
    }
}
