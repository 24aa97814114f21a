using System.Diagnostics;

namespace Reproducible.Tests.Provenance;

/// <summary>A git repository of the test's own, without the user's settings.</summary>
internal sealed class Repository : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public Repository()
    {
        Directory.CreateDirectory(Path);
        Git("init", "--quiet", "--initial-branch=main");
        Git("config", "user.name", "Test");
        Git("config", "user.email", "test@example.org");
    }

    public string Path => folder.File("tree");

    public string Write(string name, string content)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);

        return path;
    }

    public void Commit()
    {
        Git("add", "--all");
        Git("commit", "--quiet", "--message=state");
    }

    /// <summary>A new checkout of the commit, with the patch applied.</summary>
    public string Checkout(string commit, byte[] patch)
    {
        var elsewhere = folder.File("checkout");
        Git("worktree", "add", "--quiet", "--detach", elsewhere, commit);
        File.WriteAllBytes(folder.File("patch"), patch);
        Run(elsewhere, "apply", "--whitespace=nowarn", folder.File("patch"));

        return elsewhere;
    }

    public string Git(params string[] arguments) => Run(Path, arguments);

    public void Dispose() => folder.Dispose();

    private static string Run(string where, params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = where, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = git.StandardError.ReadToEndAsync();
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();

        return git.ExitCode == 0 ? output : throw new InvalidOperationException($"git {string.Join(' ', arguments)}: {errors.Result}");
    }
}
