using System.Text.RegularExpressions;
using Reproducible;

namespace Dependencies.Tests;

/// <summary>What the README shows is what is compiled.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Root = Checkout.Root();

    [Fact]
    public void Every_snippet_stands_in_a_source_file()
    {
        var sources = Directory.EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText).ToList();
        var snippets = Snippet().Matches(File.ReadAllText(Path.Combine(Root, "README.md"))).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(snippets);
        Assert.All(snippets, snippet => Assert.Contains(sources, source => source.Contains(snippet, StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_file_it_links_to_is_there() => Assert.All(
        Link().Matches(File.ReadAllText(Path.Combine(Root, "README.md"))).Select(match => match.Groups[1].Value),
        path => Assert.True(Path.Exists(Path.Combine(Root, path)), $"README.md links to {path}"));

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Snippet();

    [GeneratedRegex(@"\]\(([^)#:]+)\)")]
    private static partial Regex Link();
}
