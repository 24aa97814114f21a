using Reproducible.Build.Documents;
using Reproducible.Frosting;
using Reproducible.Verification;

namespace Reproducible.Build.Tasks;

/// <summary>Looks at all that a run and its record stand on, and says what to do about what is wrong.</summary>
[TaskDescription("Checks store, engine, worker, data, disk and git; says what to do.")]
public sealed class Doctor : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override async Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        var findings = new List<Finding>();
        await foreach (var finding in Verification.Doctor.ExamineAsync(context.Settings.Root, context.Experiments, context.Settings.Lab, LabSession.Program).ConfigureAwait(false))
        {
            Console.WriteLine(finding);
            findings.Add(finding);
        }

        context.Settings.Json.Add("doctor", () => DoctorSection.Of(findings));

        if (findings.Count(finding => finding.Severity == Severity.Fail) is var failed and > 0)
        {
            throw new ReproducibleException($"{failed} checks failed.", "What to do stands beside each, above.");
        }
    }
}
