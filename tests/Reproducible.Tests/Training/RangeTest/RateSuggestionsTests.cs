using Reproducible.Training;

namespace Reproducible.Tests.Training;

public class RateSuggestionsTests
{
    [Fact]
    public void Steepest_is_where_the_loss_falls_most_for_a_growth_of_the_rate()
    {
        // From 10 to 1000 the loss falls by 3, from 1 to 10 by 2: less, but over half the distance.
        RangeStep[] steps = [Step(1, 9), Step(10, 7), Step(1000, 4), Step(10_000, 8)];

        Assert.Equal(1, RateSuggestions.Steepest(steps));
    }

    [Fact]
    public void Valley_is_about_the_middle_of_the_longest_sequence_of_falling_losses()
    {
        // The longest is 9 8 7 6 5 4 3 2 1, nine long, that ends at place 10; it begins nine places before, at 1; a third is 3 and a sixth 1.
        double[] losses = [9, 9.5, 8, 7, 9.2, 6, 5, 4, 3, 2, 1, 1, 20];

        Assert.Equal(5, RateSuggestions.Valley([.. losses.Select((loss, place) => Step(place, loss))]));
    }

    [Fact]
    public void Valley_does_not_begin_before_the_first_step() =>
        Assert.Equal(7, RateSuggestions.Valley([Step(7, 2), Step(8, 1)]));

    [Fact]
    public void Nothing_is_suggested_where_the_loss_never_falls_or_there_is_no_step()
    {
        RangeStep[] rising = [Step(1, 1), Step(2, 1), Step(3, 2)];

        Assert.Null(RateSuggestions.Steepest(rising));
        Assert.Null(RateSuggestions.Valley(rising));
        Assert.Null(RateSuggestions.Steepest([]));
        Assert.Null(RateSuggestions.Valley([]));
    }

    [Fact]
    public void A_curve_looks_neither_at_its_first_ten_steps_nor_at_its_last_five()
    {
        // It falls steeply in both, and by 1 from step 20 to 21.
        var steps = Enumerable.Range(1, 40).Select(step => Step(step, step < 10 ? 100 - (10 * step) : step <= 20 ? 5 : step <= 36 ? 4 : 0)).ToList();

        Assert.Equal(20, new RangeCurve(steps, null).Steepest);
        Assert.Null(new RangeCurve(steps[..15], null).Valley);
    }

    private static RangeStep Step(double rate, double smoothed) => new((int)rate, rate, 0, smoothed);
}
