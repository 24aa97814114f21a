using Reproducible.Execution;
using Reproducible.Runs;
using Reproducible.Store;
using Reproducible.Strategies;

namespace Reproducible.Tests.Execution;

public sealed class RunAdmissionTests : IDisposable
{
    private static readonly PlannedRun First = Planned.Run(new FromScratch(), 0);
    private static readonly PlannedRun Second = Planned.Run(new FromScratch(), 1);
    private readonly TemporaryFolder folder = new();
    private readonly List<string> warnings = [];

    [Fact]
    public void A_run_in_anothers_hands_waits_and_others_go_first()
    {
        var admission = Admission(free: long.MaxValue);
        using (new RunStore(folder.Path).Open(First.Id, CancellationToken.None))
        {
            Assert.False(admission.Admits(0, null, First));
            Assert.False(admission.Admits(1, null, First));
            Assert.True(admission.Admits(0, null, Second));
        }

        Assert.True(admission.Admits(1, null, First));
        Assert.Contains($"in the hands of process {Environment.ProcessId} on ", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_worker_too_many_waits_and_says_so_once_with_numbers()
    {
        var admission = Admission(free: 1_500_000_000);
        Assert.True(admission.Admits(0, null, First));
        Assert.False(admission.Admits(1, null, Second));
        Assert.False(admission.Admits(1, null, Second));
        admission.Ended(0);

        Assert.True(admission.Admits(1, null, Second));
        Assert.Matches("^A worker waits until other runs end: .* needs about 1.0 GB more memory; 1.5 GB are free, of which runs in hand may still take 1.0 GB. --workers=1 ", Assert.Single(warnings));
    }

    [Fact]
    public void What_one_memory_set_aside_is_given_back_when_the_other_has_none()
    {
        var (host, gpu) = (Budget("memory", 3_500_000_000), Budget("memory of cuda:0", 1_500_000_000));
        var admission = new RunAdmission(new(folder.Path), warnings.Add, [host, gpu]);
        Assert.True(admission.Admits(0, null, First));
        Assert.False(admission.Admits(1, null, Second));

        // Two fit beside the first on the host, as the refused one holds nothing.
        Assert.Null(host.Reserve(2, null, First));
        Assert.Null(host.Reserve(3, null, First));
    }

    public void Dispose() => folder.Dispose();

    private static MemoryBudget Budget(string name, long free) => new(name, () => free, _ => 0, _ => 0, usual: 1_000_000_000);

    private RunAdmission Admission(long free) => new(new(folder.Path), warnings.Add, [Budget("memory", free)]);
}
