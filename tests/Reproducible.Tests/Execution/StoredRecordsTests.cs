using Reproducible.Execution;
using Reproducible.Store;
using Reproducible.Tests.Store;

namespace Reproducible.Tests.Execution;

public sealed class StoredRecordsTests : MadeRuns
{
    [Fact]
    public void Knows_what_the_plan_found_and_nothing_else()
    {
        var id = Save(Asked.Runs[0], Options);
        var plan = Planned;
        var record = new StoredRecords(Store, plan.Runs).Find(id);

        Assert.Same(plan.Runs[0].Stored, record!.Receipt);
        Assert.Equal((Asked.Runs[0], Store.FolderOf(id), true), (record.Spec, record.Folder, record.Reused));
        Assert.Equal(Store.EpochsOf(id).Count, record.Epochs.Count);
        Assert.Null(new StoredRecords(Store, []).Find(id));
    }

    [Fact]
    public void Tells_of_damage_who_asks_for_the_run_and_not_who_reads_ahead()
    {
        var id = Save(Asked.Runs[0], Options);
        var records = new StoredRecords(Store, Planned.Runs);
        File.Delete(Path.Combine(Store.FolderOf(id), RunFiles.Metrics));
        records.ReadAhead();

        Assert.Contains(Store.FolderOf(id), Assert.Throws<ReproducibleException>(() => records.Find(id)).Message, StringComparison.Ordinal);
    }
}
