using Reproducible.Verification;

namespace Reproducible.Build.Documents;

/// <summary>What each check found.</summary>
internal sealed record DoctorSection(int Failed, int Warned, IReadOnlyList<Finding> Checks)
{
    public static DoctorSection Of(IReadOnlyList<Finding> findings) => new(
        findings.Count(finding => finding.Severity == Severity.Fail), findings.Count(finding => finding.Severity == Severity.Warn), findings);
}
