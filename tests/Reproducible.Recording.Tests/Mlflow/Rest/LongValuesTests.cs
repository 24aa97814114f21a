using Reproducible.Recording.Mlflow.Rest;

namespace Reproducible.Recording.Tests.Mlflow.Rest;

public class LongValuesTests
{
    private readonly LongValues values = new();

    [Fact]
    public void Leaves_a_value_of_the_limit_alone()
    {
        Assert.Equal(new("a", new('x', 6000)), values.Param("a", new('x', 6000)));
        Assert.Empty(values.Artifacts);
    }

    [Fact]
    public void Keeps_a_longer_value_whole_as_an_artifact_and_marks_the_entry()
    {
        var entry = values.Param("a#", new('x', 6001));

        Assert.Equal(6000, entry.Value.Length);
        Assert.EndsWith("… (6001 characters; whole in artifact long_values/params/a_x0023_.txt)", entry.Value, StringComparison.Ordinal);
        Assert.Equal(("long_values/params/a_x0023_.txt", new string('x', 6001)), Content(Assert.Single(values.Artifacts)));
    }

    [Fact]
    public void Cuts_no_character_in_half()
    {
        // Two UTF-16 units each: one of the two offsets would end inside a pair.
        var texts = Enumerable.Range(0, 2).Select(offset => values.Tag($"tag{offset}", new string('x', offset) + string.Concat(Enumerable.Repeat("😀", 4000))).Value);

        Assert.All(texts, text => Assert.False(char.IsHighSurrogate(text[text.IndexOf('…', StringComparison.Ordinal) - 1])));
    }

    [Fact]
    public void Keeps_two_keys_of_the_same_long_beginning_apart()
    {
        var (first, second) = (values.Tag(new string('k', 300) + "1", "v"), values.Tag(new string('k', 300) + "2", "v"));

        Assert.NotEqual(first.Key, second.Key);
        Assert.Equal(250, first.Key.Length);
        Assert.Equal($"{new string('k', 300)}1\nv", Content(values.Artifacts[0]).Text);
    }

    // Servers cannot give back a file whose name is not ASCII, and a file's name has 255 bytes at most.
    [Fact]
    public void Names_an_artifact_in_ASCII_and_not_too_long()
    {
        values.Param("ж", new('x', 6001));
        values.Param(new string('ж', 100), new('x', 6001));

        Assert.Equal("long_values/params/_x0436_.txt", values.Artifacts[0].Path);
        Assert.Equal(200 + ".txt".Length, Path.GetFileName(values.Artifacts[1].Path).Length);
    }

    internal static (string Path, string Text) Content(MlflowArtifact artifact)
    {
        using var reader = new StreamReader(artifact.Open());

        return (artifact.Path, reader.ReadToEnd());
    }
}
