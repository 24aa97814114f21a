using Reproducible.Recording.Mlflow.Rest;

namespace Reproducible.Recording.Tests.Mlflow.Rest;

public class MlflowKeyTests
{
    [Theory]
    [InlineData("recipe.learning_rate", "recipe.learning_rate")]
    [InlineData("train loss-1", "train loss-1")]
    [InlineData("жлоss", "жлоss")]
    [InlineData("acc@1", "acc_x0040_1")]
    [InlineData("a/b", "a_x002F_b")]
    [InlineData("..a", "_x002E_.a")]
    [InlineData(".a..", ".a..")]
    [InlineData("../x", "_x002E_._x002F_x")]
    [InlineData("..", "_x002E__x002E_")]
    [InlineData("a:b", "a_x003A_b")]
    [InlineData(" a ", "_x0020_a_x0020_")]
    [InlineData("_x0041_", "_x005F_x0041_")]
    [InlineData("_x0041#", "_x005F_x0041_x0023_")]
    [InlineData("😀", "_xD83D__xDE00_")]
    public void Writes_what_MLflow_refuses_as_codes_and_reads_it_back(string name, string key)
    {
        Assert.Equal(key, MlflowKey.Encode(name));
        Assert.Equal(name, MlflowKey.Decode(key));
    }

    [Fact]
    public void Refuses_an_empty_name() => Assert.Throws<ArgumentException>(() => MlflowKey.Encode(""));
}
