using System.Diagnostics;

namespace Reproducible.Build.Tests;

/// <summary>build.sh with a dotnet and an apt-get that only write down how they were called.</summary>
public sealed class BuildScriptTests : IDisposable
{
    private static readonly string[] Tools = ["bash", "env", "dirname", "uname", "readlink", "find", "sort", "cat", "mkdir", "grep", "cut", "paste"];
    private readonly Folder folder = new();

    public BuildScriptTests()
    {
        folder.Write("repository/build.sh", File.ReadAllText(Path.Combine(Folder.Repository, "build.sh")), executable: true);
        folder.Write("repository/src/Thing/Thing.cs", "class Thing;");
        folder.Write("repository/src/Thing/Other.cs", "class Other;");
        Stub("dotnet", $"""
            case "$1" in
              --list-sdks) echo "10.0.100 [/usr/share/dotnet/sdk]" ;;
              build) mkdir -p artifacts/bin/Reproducible.Build/release; : >artifacts/bin/Reproducible.Build/release/Reproducible.Build.dll ;;
            esac
            """);
        Stub("apt-get", "");
        Stub("id", "echo 0");
        foreach (var tool in new[] { "g++", "cmake", "make", "npm" })
        {
            Stub(tool, "");
        }

        foreach (var tool in Tools)
        {
            File.CreateSymbolicLink(folder.File($"path/{tool}"), $"/usr/bin/{tool}");
        }
    }

    [Fact]
    public async Task Builds_once_and_hands_its_arguments_to_cake()
    {
        await RunAsync("--target=A", "--data=a folder");
        Assert.Equal(["tool restore", "build Reproducible.sln", "cake --target=A --data=a folder"], Calls("dotnet"));

        await RunAsync("--target=B");
        Assert.Equal(["cake --target=B"], Calls("dotnet"));
        Assert.Empty(Calls("apt-get"));
    }

    [Fact]
    public async Task Builds_again_when_a_source_is_edited_or_gone()
    {
        await RunAsync();
        Calls("dotnet");

        folder.Write("repository/src/Thing/Thing.cs", "class Thing { }");
        await RunAsync();
        Assert.Contains("build Reproducible.sln", Calls("dotnet"));

        File.Delete(folder.File("repository/src/Thing/Other.cs"));
        await RunAsync();
        Assert.Contains("build Reproducible.sln", Calls("dotnet"));
    }

    [Fact]
    public async Task Builds_again_after_a_build_that_failed()
    {
        Stub("dotnet", "case \"$1\" in --list-sdks) echo 10.0.100 ;; build) exit 1 ;; esac");
        var (exitCode, output) = await RunAsync();
        Assert.Equal(1, exitCode);
        Assert.Contains("The build failed", output, StringComparison.Ordinal);
        Calls("dotnet");

        await RunAsync();
        Assert.Contains("build Reproducible.sln", Calls("dotnet"));
    }

    [Fact]
    public async Task Installs_what_is_missing_and_nothing_else()
    {
        File.Delete(folder.File("path/cmake"));
        File.Delete(folder.File("path/make"));
        await RunAsync();

        var calls = Calls("apt-get");
        Assert.Equal("update -q", calls[0]);
        Assert.StartsWith("install -y --no-install-recommends cmake make", calls[1], StringComparison.Ordinal);
        Assert.DoesNotContain("g++", calls[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_the_packages_and_the_command_when_nobody_may_install()
    {
        File.Delete(folder.File("path/cmake"));
        Stub("id", "echo 1000");
        var (exitCode, output) = await RunAsync();

        Assert.Equal(1, exitCode);
        Assert.Contains("Missing packages: cmake", output, StringComparison.Ordinal);
        Assert.Contains("apt-get update && apt-get install -y --no-install-recommends cmake", output, StringComparison.Ordinal);
        Assert.Empty(Calls("apt-get"));
        Assert.Empty(Calls("dotnet"));
    }

    [Fact]
    public async Task Brings_a_browser_for_the_tests_only()
    {
        await RunAsync("--target=Plan");
        Assert.Empty(Calls("apt-get"));

        await RunAsync("--target=Test");
        Assert.Equal(["update -q", "install -y --no-install-recommends chromium"], Calls("apt-get"));

        Stub("chromium", "");
        await RunAsync("--target=Test");
        Assert.Empty(Calls("apt-get"));
    }

    [Fact]
    public async Task Tests_without_a_browser_when_nobody_may_install()
    {
        Stub("id", "echo 1000");
        var (exitCode, _) = await RunAsync("--target=Test");

        Assert.Equal(0, exitCode);
        Assert.Empty(Calls("apt-get"));
        Assert.Contains("cake --target=Test", Calls("dotnet"));
    }

    [Fact]
    public async Task Asks_for_npm_until_the_plotting_libraries_are_there()
    {
        File.Delete(folder.File("path/npm"));
        await RunAsync();
        Assert.Equal(["update -q", "install -y --no-install-recommends npm"], Calls("apt-get"));

        folder.Write("repository/artifacts/npm/report/brought.json", "{}");
        await RunAsync();
        Assert.Empty(Calls("apt-get"));
    }

    [Fact]
    public async Task Says_where_the_sdk_is_to_be_had()
    {
        File.Delete(folder.File("path/dotnet"));
        var (exitCode, output) = await RunAsync();

        Assert.Equal(1, exitCode);
        Assert.Contains("Install the .NET 10 SDK: https://", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_which_sdks_there_are_when_none_fits()
    {
        Stub("dotnet", "echo \"8.0.100 [/usr/share/dotnet/sdk]\"");
        var (exitCode, output) = await RunAsync();

        Assert.Equal(1, exitCode);
        Assert.Contains("The .NET 10 SDK is missing; found: 8.0.100.", output, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    /// <summary>A program on the PATH that writes its arguments down, up to the first option where there is a command.</summary>
    private void Stub(string name, string body) => folder.Write(
        $"path/{name}", $"#!/bin/bash\necho \"$*\" >>'{folder.File($"{name}.calls")}'\n{body}\n", executable: true);

    /// <summary>How the stub was called since the last question; calls that only ask for versions left out, and a build's options.</summary>
    private List<string> Calls(string name)
    {
        var file = folder.File($"{name}.calls");
        var calls = File.Exists(file) ? File.ReadAllLines(file) : [];
        File.Delete(file);

        return [.. calls.Where(call => call != "--list-sdks").Select(call => call.StartsWith("build ", StringComparison.Ordinal) ? call.Split(" --")[0] : call)];
    }

    private Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(folder.File("repository/build.sh"), arguments) { WorkingDirectory = "/" };
        start.Environment["PATH"] = folder.File("path");

        return Folder.EndAsync(Folder.Start(start));
    }
}
