using Reproducible.Execution;
using Reproducible.Provenance;

namespace Reproducible.Tests.Provenance;

public class EnvironmentFactsTests
{
    [Fact]
    public void States_the_machine_the_programs_and_the_command()
    {
        var facts = EnvironmentFacts.Read([], ["/opt/lab/Worker.dll", "--run=3", "--token", "abc"]);

        Assert.Equal("Worker.dll --run=3 --token ***", facts["command"]);
        Assert.All(["os", "kernel", "architecture", "runtime", "processor", "cores", "memory_bytes"], name => Assert.NotEmpty(facts[name]));
        Assert.True(facts.ContainsKey("processor_flags"));
        Assert.True(long.Parse(facts["memory_bytes"], System.Globalization.CultureInfo.InvariantCulture) > 1 << 20);
        Assert.Contains("MathNet.Numerics 5", facts["packages"], StringComparison.Ordinal);
        Assert.DoesNotContain(Environment.MachineName, facts.Keys);
    }

    [Fact]
    public void Tells_the_pinned_variables_and_no_others()
    {
        var names = WorkerEnvironment.Of(InstructionSet.Portable, threads: 1).Select(variable => variable.Name).ToArray();

        var told = EnvironmentFacts.Read(names, []).Keys.Where(name => name.StartsWith("env.", StringComparison.Ordinal));

        Assert.Equal(names.Select(name => $"env.{name}").Order(StringComparer.Ordinal), told);
    }

    [Fact]
    public void A_variable_that_is_not_set_is_told_as_such() =>
        Assert.Equal("not set", EnvironmentFacts.Read(["REPRODUCIBLE_TEST_NEVER_SET"], [])["env.REPRODUCIBLE_TEST_NEVER_SET"]);

    [Fact]
    public void Packages_are_those_of_the_deps_file()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.deps.json");
        File.WriteAllText(path, """{"libraries":{"Zeta/2.0.0":{"type":"package"},"App/1.0.0":{"type":"project"},"Alpha/1.2.3":{"type":"package"}}}""");

        Assert.Equal("Alpha 1.2.3, Zeta 2.0.0", Packages.Read(path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""{"libraries":{"A/1":3}}""")]
    public void A_deps_file_of_another_form_says_nothing(string content)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.deps.json"), content);

        Assert.Equal("unknown", Packages.Read(folder.File("a.deps.json")));
        Assert.Equal("unknown", Packages.Read(folder.File("none.deps.json")));
    }

    [Fact]
    public void The_driver_states_itself_and_its_processors()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("version"), "NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.129.03  Thu Oct 19\nGCC version: 12\n");
        Directory.CreateDirectory(folder.File("gpus/0000:01:00.0"));
        File.WriteAllText(folder.File("gpus/0000:01:00.0/information"), "Model: \t\t NVIDIA H100\nIRQ: 3\n");

        var facts = NvidiaDriver.Read(folder.Path);

        Assert.Equal("NVIDIA UNIX x86_64 Kernel Module 535.129.03 Thu Oct 19", facts["driver"]);
        Assert.Equal("NVIDIA H100", facts["gpu"]);
        Assert.Empty(NvidiaDriver.Read(folder.File("none")));
    }
}
