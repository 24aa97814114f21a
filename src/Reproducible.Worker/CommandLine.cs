using System.CommandLine;
using Reproducible.Execution;
using Reproducible.Runs;

namespace Reproducible.Worker;

/// <summary>The worker's arguments; <see cref="WorkerProgram"/> writes them.</summary>
internal static class CommandLine
{
    public static RootCommand Root()
    {
        var experiments = new Option<FileInfo>("--experiments") { Description = "Assembly whose classes declare the experiments.", Required = true }.AcceptExistingOnly();
        var results = new Option<DirectoryInfo>("--results") { Description = "Results folder; runs are kept in its store folder.", Required = true };
        var data = new Option<DirectoryInfo?>("--data") { Description = "Folder of data files. Default: each dataset's own place." };
        var device = new Option<string>("--device") { Description = "cpu, or a CUDA device such as cuda:0.", DefaultValueFactory = _ => "cpu" };
        var instructions = new Option<InstructionSet>("--instruction-set") { Description = "Native, or Portable: AVX2 and no more, the same bits everywhere." };
        var seeds = new Option<int?>("--seeds") { Description = "Number of seeds. Default: as declared." };
        var epochs = new Option<int?>("--epochs") { Description = "Number of epochs. Default: as declared." };
        var threads = new Option<int>("--threads") { Description = "Threads of one operator.", DefaultValueFactory = _ => 1 };
        var checkpoint = new Option<double>("--checkpoint-seconds") { Description = "Seconds between two checkpoints of a run.", DefaultValueFactory = _ => 30 };
        var gradients = new Option<bool>("--gradients") { Description = "Keep how gradients are spread, for each epoch." };
        var run = new Option<string?>("--run") { Description = "Do one run, <experiment>/<id>, and end. Without it, runs are asked for on standard input." };
        var root = new RootCommand("Does runs of experiments, one after another, with one training thread.")
        {
            experiments, results, data, device, instructions, threads, checkpoint, gradients, seeds, epochs, run,
        };
        root.SetAction(arguments =>
        {
            var options = new LabOptions
            {
                Results = arguments.GetRequiredValue(results).FullName,
                Data = arguments.GetValue(data)?.FullName,
                Device = arguments.GetRequiredValue(device),
                Threads = arguments.GetValue(threads),
                CheckpointEvery = TimeSpan.FromSeconds(arguments.GetValue(checkpoint)),
                Gradients = arguments.GetValue(gradients),
                InstructionSet = arguments.GetValue(instructions),
                Overrides = new RunOverrides(arguments.GetValue(seeds), arguments.GetValue(epochs)),
            };
            var assembly = arguments.GetRequiredValue(experiments).FullName;

            return arguments.GetValue(run) is { } one
                ? SingleRun.Do(one, new WorkerProgram(typeof(CommandLine).Assembly.Location, assembly), options)
                : Leaving.With(RequestLoop.Serve(assembly, options));
        });

        return root;
    }
}
