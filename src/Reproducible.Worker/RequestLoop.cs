using System.Reflection;
using Reproducible.Execution;
using Reproducible.Runs;
using Reproducible.Training;

namespace Reproducible.Worker;

/// <summary>Takes requests on standard input and does one run after another, until that input is closed.</summary>
internal static class RequestLoop
{
    /// <returns>The process's exit code: 0 when the input was closed, 2 when no run can start here.</returns>
    public static int Serve(string experiments, LabOptions options)
    {
        var faults = WorkerEnvironment.Faults(options.InstructionSet, options.Threads);
        if (faults.Count > 0)
        {
            Console.Error.WriteLine($"This environment would change a run's numbers:\n  {string.Join("\n  ", faults)}\nSet these variables before the worker starts, or use --run, which sets them itself.");
            return 2;
        }

        try
        {
            using var parent = new Parent();

            // On another core, where there is one: it reads hundreds of megabytes and needs nothing of ours.
            var engine = new Task(() => Engine.Load(options.Threads));
            if (Environment.ProcessorCount > 1)
            {
                engine.Start();
            }
            else
            {
                engine.RunSynchronously();
            }

            var declared = new DeclaredRuns(ExperimentCatalog.In(Assembly.LoadFrom(experiments)), options);

            // What fails there fails again, and is told, where a run is asked for.
            _ = Task.Run(declared.Prepare);
            engine.GetAwaiter().GetResult();
            parent.Say(new WorkerReady());
            while (parent.NextRequest() is { } request)
            {
                parent.Say(Do(request, declared, options, parent));
            }

            return 0;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Console.Error.WriteLine(fault is ReproducibleException ? fault.Message : fault.ToString());
            return 2;
        }
    }

    private static WorkerMessage Do(RunRequest request, DeclaredRuns declared, LabOptions options, Parent parent)
    {
        try
        {
            var (spec, key) = declared.Find(request);
            if (request.Measurement is { } measurement)
            {
                return measurement.Of(spec, request.BatchSize, options, parent.Gone);
            }

            var run = RunExecution.Execute(request.Experiment, spec, options, new Reporter(parent), parent.Gone, request.BatchSize, key);
            return new WorkerStored(request.Id, run.Receipt.Status == RunStatus.Finished);
        }
        catch (OperationCanceledException)
        {
            return new WorkerRefused(request.Id, "The worker was stopped.");
        }
        catch (ReproducibleException fault)
        {
            Console.Error.WriteLine(fault);
            return new WorkerRefused(request.Id, fault.Problem, fault.Remedy);
        }
        catch (Exception fault)
        {
            Console.Error.WriteLine(fault);
            return new WorkerRefused(request.Id, fault.Message);
        }
    }

    // System.Progress would post to the thread pool and lose the order.
    private sealed class Reporter(Parent parent) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => parent.Say(new WorkerProgress(value));
    }
}
