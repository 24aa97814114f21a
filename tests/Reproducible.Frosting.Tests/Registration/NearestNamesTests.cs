using Reproducible.Frosting.Registration;

namespace Reproducible.Frosting.Tests.Registration;

public class NearestNamesTests
{
    [Theory]
    [InlineData("Plan", "plan", 0)]
    [InlineData("Plan", "Plane", 1)]
    [InlineData("Plan", "Pan", 1)]
    [InlineData("Plan", "Plin", 1)]
    [InlineData("Plan", "Lpan", 1)]
    [InlineData("", "Plan", 4)]
    [InlineData("kitten", "sitting", 3)]
    public void Counts_slips_of_the_finger(string typed, string name, int slips) => Assert.Equal(slips, NearestNames.Distance(typed, name));
}
