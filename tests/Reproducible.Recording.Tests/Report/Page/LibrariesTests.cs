using System.Text.Json;
using Reproducible.Recording.Report.Page;

namespace Reproducible.Recording.Tests.Report.Page;

/// <summary>What npm brings is pinned by content, and from whatever registry whoever builds has set.</summary>
public class LibrariesTests
{
    private static readonly string Root = Checkout.Root();

    [Theory]
    [InlineData("src/Reproducible.Recording/Report/Page")]
    [InlineData("tests/Reproducible.Recording.Tests/Report/Page/Browser")]
    public void Every_package_is_pinned_by_its_hash_and_names_no_registry(string folder)
    {
        var text = File.ReadAllText(Path.Combine(Root, folder, "package-lock.json"));
        using var file = JsonDocument.Parse(text);
        var packages = file.RootElement.GetProperty("packages").EnumerateObject().Where(package => package.Name.Length > 0).ToList();

        Assert.NotEmpty(packages);
        Assert.All(packages, package => Assert.StartsWith("sha512-", package.Value.GetProperty("integrity").GetString(), StringComparison.Ordinal));
        Assert.DoesNotContain("\"resolved\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("://registry", text, StringComparison.Ordinal);
        Assert.Contains("omit-lockfile-registry-resolved=true", File.ReadAllText(Path.Combine(Root, folder, ".npmrc")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_carries_the_versions_that_are_pinned()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root, "src/Reproducible.Recording/Report/Page/package.json")));
        var wanted = file.RootElement.GetProperty("dependencies");

        Assert.StartsWith($"// https://d3js.org v{wanted.GetProperty("d3").GetString()} ", Asset.Text("d3.js"), StringComparison.Ordinal);
        Assert.StartsWith($"// @observablehq/plot v{wanted.GetProperty("@observablehq/plot").GetString()} ", Asset.Text("plot.js"), StringComparison.Ordinal);
    }
}
