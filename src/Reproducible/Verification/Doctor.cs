using Reproducible.Execution;
using Reproducible.Runs;
using Reproducible.Torch;

namespace Reproducible.Verification;

/// <summary>All checks, one after another. A check that breaks is a finding itself, and the next one goes on.</summary>
public static class Doctor
{
    private static readonly TimeSpan DataTime = TimeSpan.FromSeconds(60);

    /// <param name="root">The repository's folder.</param>
    /// <param name="experiments">Those whose data shall be there.</param>
    /// <returns>Findings as they come; ends by itself within minutes.</returns>
    public static async IAsyncEnumerable<Finding> ExamineAsync(string root, IReadOnlyList<NamedExperiment> experiments, LabOptions options, WorkerProgram program)
    {
        ArgumentNullException.ThrowIfNull(options);

        var checks = new (string Name, Func<IEnumerable<Finding>> Check)[]
        {
            ("engine", MachineChecks.Engine),
            ("worker", () => [Task.Run(() => MachineChecks.WorkerAsync(program, options)).GetAwaiter().GetResult()]),
            ("threads", () => [MachineChecks.Threads(options)]),
            ("data", () => MachineChecks.Data(Plan.Of(experiments, options).Runs.Select(run => run.Spec.Dataset), options.Data, DateTime.UtcNow + DataTime)),
            ("disk", () => [MachineChecks.Space(options.Results)]),
            ("write access", () => [MachineChecks.Writing(options.Store)]),
            ("git", () => [MachineChecks.Git(root)]),
            ("receipts", () => StoreChecks.Of(new(options.Store))),
        };
        foreach (var (name, check) in checks)
        {
            foreach (var finding in await Task.Run(() => Made(name, check)).ConfigureAwait(false))
            {
                yield return finding;
            }
        }
    }

    internal static IReadOnlyList<Finding> Made(string name, Func<IEnumerable<Finding>> check)
    {
        try
        {
            return [.. check()];
        }
        catch (ReproducibleException fault)
        {
            return [new(Severity.Fail, name, fault.Problem, fault.Remedy)];
        }
        catch (Exception fault) when (fault is TorchException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            return [new(Severity.Fail, name, fault.Message, "Mend what it says.")];
        }
    }
}
