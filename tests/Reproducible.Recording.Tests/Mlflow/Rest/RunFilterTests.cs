using Reproducible.Recording.Mlflow.Rest;

namespace Reproducible.Recording.Tests.Mlflow.Rest;

public class RunFilterTests
{
    [Theory]
    [InlineData("mlflow.parentRunId", "ab", "tags.mlflow.parentRunId = 'ab'")]
    [InlineData("two words", "it's", "tags.`two words` = \"it's\"")]
    [InlineData("a", "say \"x\"", "tags.a = 'say \"x\"'")]
    public void Writes_a_condition_with_the_right_quotes(string key, string value, string filter) => Assert.Equal(filter, RunFilter.Tag(new(key, value)));

    [Theory]
    [InlineData("a", "it's \"x\"")]
    [InlineData("`", "x")]
    public void Refuses_what_the_language_cannot_say(string key, string value) => Assert.Throws<ArgumentException>(() => RunFilter.Tag(new(key, value)));
}
