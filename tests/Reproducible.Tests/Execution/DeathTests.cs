using Reproducible.Execution;

namespace Reproducible.Tests.Execution;

public class DeathTests
{
    [Theory]
    [InlineData(137, 1, "killed with signal 9 by the kernel, as memory ran out; --workers=1 has fewer runs at once, a smaller BatchSize makes each smaller")]
    [InlineData(137, 0, "killed with signal 9; the system does that when memory runs out")]
    [InlineData(139, 0, "ended by signal 11")]
    [InlineData(2, 5, "exit code 2")]
    public void Is_told_by_exit_code_and_by_what_the_kernel_counted(int code, long kills, string expected)
    {
        Assert.Equal(expected, WorkerProcess.DeathOf(code, kills));
    }
}
