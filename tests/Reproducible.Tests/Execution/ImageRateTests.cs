using Reproducible.Execution;

namespace Reproducible.Tests.Execution;

public class ImageRateTests
{
    private readonly ImageRate rate = new();

    [Fact]
    public void Is_unknown_until_a_second_has_passed()
    {
        Note(0, 0);
        Note(100, 0.5);

        Assert.Null(rate.PerSecond);
    }

    [Fact]
    public void Is_what_was_learned_from_in_the_time_it_took()
    {
        Note(0, 0);
        Note(100, 0.5);
        Note(600, 2);

        Assert.Equal(300, rate.PerSecond);
    }

    [Fact]
    public void Forgets_how_fast_it_once_was()
    {
        Note(0, 0);
        Note(1000, 1);
        Note(1010, 3);

        Assert.Equal(5, rate.PerSecond);
    }

    [Fact]
    public void Starts_again_where_a_worker_took_the_run_up_anew()
    {
        Note(0, 0);
        Note(1000, 1);
        Note(0, 10);
        Note(50, 11);

        Assert.Equal(50, rate.PerSecond);
    }

    private void Note(long images, double seconds) => rate.Note(images, TimeSpan.FromSeconds(seconds));
}
