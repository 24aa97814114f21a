using System.CommandLine;
using System.CommandLine.Parsing;
using BenchmarkDotNet.Running;
using Reproducible.Benchmarks.Micro;
using Reproducible.Benchmarks.OurSide;
using Reproducible.Benchmarks.Stores;

namespace Reproducible.Benchmarks;

/// <summary>What this program can be asked for.</summary>
internal static class Commands
{
    public static RootCommand Root() => new("Measures what is claimed of Reproducible, beside its peers.")
    {
        ClaimsCommand(),
        Words("ours", "Our side of a claim: does its work once a line of input. Claims start it.", Service.Run),
        Words("micro", "Small parts, timed by BenchmarkDotNet; its own arguments follow, such as --filter '*'.", words =>
        {
            BenchmarkSwitcher.FromAssembly(typeof(Commands).Assembly).Run(words, MicroConfiguration.Make());
            return 0;
        }),
        Words("store", "Plans over a store of many runs: write FOLDER COUNT, then measure FOLDER.", words =>
        {
            StoreScale.Do(words);
            return 0;
        }),
    };

    private static Command ClaimsCommand()
    {
        var root = new Option<DirectoryInfo>("--root") { Description = "The repository. Default: the folder above artifacts.", DefaultValueFactory = _ => new(Path.GetFullPath("../../../..", AppContext.BaseDirectory)) };
        var filter = new Option<string?>("--filter") { Description = "Names of claims, commas between them; * stands for any letters. Default: all." };
        var quick = new Option<bool>("--quick") { Description = "One round of tiny sizes: shows that all works, measures nothing." };
        var device = new Option<string>("--device") { Description = "A CUDA device such as cuda:0, for the claims about GPUs.", DefaultValueFactory = _ => "cpu" };
        var mlflow = new Option<Uri?>("--mlflow") { Description = "A tracking server, for the claim about logging: http://host:5000.", CustomParser = ReadServer };
        var watched = new Option<bool>("--until-input-ends") { Description = "Stop when standard input is closed, as it is when the caller dies." };
        var command = new Command("claims", "Measures claims and writes the report.") { root, filter, quick, device, mlflow, watched };
        command.SetAction((arguments, cancel) => ClaimsRun.RunAsync(
            new(arguments.GetValue(root)!.FullName, arguments.GetValue(quick), arguments.GetValue(device)!, arguments.GetValue(mlflow)),
            arguments.GetValue(filter),
            arguments.GetValue(watched),
            cancel));

        return command;
    }

    private static Uri? ReadServer(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out var server) && (server.Scheme == Uri.UriSchemeHttp || server.Scheme == Uri.UriSchemeHttps))
        {
            return server;
        }

        argument.AddError($"--mlflow={text} is no address of a tracking server; it looks like http://host:5000.");

        return null;
    }

    /// <summary>A command that reads its own words.</summary>
    private static Command Words(string name, string description, Func<string[], int> act)
    {
        var words = new Argument<string[]>("words") { Arity = ArgumentArity.ZeroOrMore };
        var command = new Command(name, description) { words };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(arguments => act([.. arguments.GetValue(words) ?? [], .. arguments.UnmatchedTokens]));

        return command;
    }
}
