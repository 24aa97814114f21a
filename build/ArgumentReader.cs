using System.Globalization;
using System.Text.RegularExpressions;
using Cake.Core;
using Reproducible.Frosting.Registration;

namespace Reproducible.Build;

/// <summary>
/// Reads arguments and gathers what is wrong with them, so that all of it is said at once. An argument that the command line
/// does not name is looked up in cake.config's section <c>[Lab]</c>, and so in the environment as <c>CAKE_LAB_NAME</c>.
/// </summary>
internal sealed partial class ArgumentReader
{
    // What Cake and its host read themselves; `dotnet cake --help` lists them.
    private static readonly HashSet<string> Cakes = new(
        [
            "target", "t", "verbosity", "v", "debug", "d", "exclusive", "e", "description", "descriptions", "showdescription", "showdescriptions",
            "tree", "showtree", "dryrun", "noop", "whatif", "working", "w", "bootstrap", "skip-bootstrap", "version", "ver", "info", "help", "h",
            "invalidate-script-cache", "no-report", "recompile",
        ],
        StringComparer.OrdinalIgnoreCase);

    private readonly ICakeContext script;
    private readonly List<string> faults = [];

    /// <param name="known">The names of our own arguments.</param>
    public ArgumentReader(ICakeContext script, IReadOnlyList<string> known)
    {
        this.script = script;
        foreach (var name in script.Arguments.GetArguments().Keys.Where(name =>
            !known.Contains(name, StringComparer.OrdinalIgnoreCase) && !Cakes.Contains(name) && !CakeSetting().IsMatch(name)))
        {
            faults.Add($"There is no argument --{name}.{Meant(name, known)}");
        }
    }

    /// <summary>Whether a flag stands on the command line or in cake.config, whatever else is wrong there.</summary>
    public static bool AsksFor(ICakeContext script, string name) =>
        (script.Arguments.GetArguments(name) is { Count: > 0 } given ? given.Last() ?? "" : script.Configuration.GetValue($"Lab_{name}")) is { } text
        && !text.Equals("false", StringComparison.OrdinalIgnoreCase);

    public IReadOnlyList<string> All(string name) => [.. script.Arguments.GetArguments(name)];

    /// <summary>The last of the values given; null when there is none.</summary>
    public string? Text(string name)
    {
        var value = All(name) is [.., var last] ? last : script.Configuration.GetValue($"Lab_{name}");
        if (value is { Length: 0 })
        {
            faults.Add($"--{name} is empty; write --{name}=value, or leave it out.");
        }

        return value is { Length: 0 } ? null : value;
    }

    /// <summary>Whether the command line or cake.config gives the argument.</summary>
    public bool Names(string name) => All(name).Count > 0 || script.Configuration.GetValue($"Lab_{name}") is { Length: > 0 };

    public int? Number(string name, int most, int least = 1)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        faults.Add($"{name} is {text}; expected a whole number from {least} to {most}.");
        return null;
    }

    public bool Flag(string name)
    {
        var value = All(name) is [.., var last] ? last : script.Configuration.GetValue($"Lab_{name}") ?? "false";
        if (bool.TryParse(string.IsNullOrEmpty(value) ? "true" : value, out var flag))
        {
            return flag;
        }

        faults.Add($"{name} is {value}; expected true or false, or --{name} alone for true.");
        return false;
    }

    public string? Device(string name)
    {
        var text = Text(name);
        if (text is not null && !DeviceName().IsMatch(text))
        {
            faults.Add($"{name} is {text}; expected cpu, or cuda: and a number, such as cuda:0.");
        }

        return text;
    }

    /// <param name="isLegal">Whether a value is allowed.</param>
    /// <param name="expected">Which values are, for people.</param>
    public string? Matching(string name, Func<string, bool> isLegal, string expected)
    {
        var text = Text(name);
        if (text is not null && !isLegal(text))
        {
            faults.Add($"{name} is {text}; expected {expected}.");
        }

        return text;
    }

    public string ExistingFolder(string name, string path)
    {
        if (!Directory.Exists(path))
        {
            faults.Add($"{name} is {path}; expected a folder that exists.");
        }

        return path;
    }

    /// <exception cref="ReproducibleException">Something was wrong; all of it is in the message.</exception>
    public void ThrowFaults()
    {
        if (faults.Count > 0)
        {
            throw new ReproducibleException(string.Join("\n", faults), "Nothing has run. `dotnet cake` lists targets and arguments.");
        }
    }

    private static string Meant(string name, IReadOnlyList<string> known) => NearestNames.Like(name, known) switch
    {
        [] => $" There are: {string.Join(", ", known.Select(other => $"--{other}"))}.",
        var like => $" Did you mean {string.Join(" or ", like.Select(other => $"--{other}"))}?",
    };

    // Cake's settings can stand on the command line: --settings_enablescriptcache=false.
    [GeneratedRegex("^(settings|paths|nuget|roslyn|lab)_", RegexOptions.IgnoreCase)]
    private static partial Regex CakeSetting();

    [GeneratedRegex("^(cpu|cuda:[0-9]+)$")]
    private static partial Regex DeviceName();
}
