using System.Globalization;
using Reproducible.Datasets;
using Reproducible.Runs;
using Reproducible.Strategies;
using Reproducible.Training;

namespace Reproducible.Tests.Runs;

public sealed class PartTests
{
    [Fact]
    public void A_part_without_settings_is_its_name() => Assert.Equal("FullFineTune", new FullFineTune().ToString());

    [Fact]
    public void Settings_stand_behind_the_name_in_ordinal_order() =>
        Assert.Equal("FashionMnist(Classes=[0, 2], LabelsPerClass=100, ValidationPerClass=100)", new FashionMnist { LabelsPerClass = 100, Classes = [0, 2] }.ToString());

    [Fact]
    public void A_part_in_a_part_is_written_whole() => Assert.Equal(
        "MultiTaskHeads(TaskWeighting=FixedWeights(Weights=[1, 0.5]), Tasks=[class, group])",
        new MultiTaskHeads(["class", "group"], new FixedWeights([1, 0.5])).ToString());

    [Fact]
    public void The_text_is_the_same_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            // A culture with a decimal comma, made by hand: the tests may run without any culture data.
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = comma;

            Assert.Equal("Sgd(Momentum=0.9, Nesterov=false)", new Sgd().ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void What_is_derived_is_no_setting() => Assert.DoesNotContain(new Recipe { Flip = true }.Settings, setting => setting.Name == "Augments");
}
