using Reproducible.Keys;
using Reproducible.Store;
using Reproducible.Strategies;
using Reproducible.Torch;

namespace Reproducible.Tests.Store;

public sealed class StoreGarbageTests : MadeRuns
{
    private static readonly DateTime LongAgo = DateTime.UtcNow - TimeSpan.FromHours(2);

    private readonly string planned;

    public StoreGarbageTests() => planned = Save(Asked.Runs[0], Options);

    private string Running => Path.Combine(Options.Store, ".running");

    [Fact]
    public void A_store_of_planned_runs_holds_none() => Assert.Empty(Find());

    [Fact]
    public void What_no_plan_refers_to_is_deleted_and_what_is_planned_or_locked_stays()
    {
        var (orphan, locked) = (Save(Asked.Runs[0] with { Seed = 5 }, Options), Save(Asked.Runs[0] with { Seed = 6 }, Options));
        using var held = RunLock.TryTake(Path.Combine(Running, $"{locked}.lock"));

        var found = Assert.Single(Find());
        Assert.Equal((Store.FolderOf(orphan), "no plan refers to it (Asked)"), (found.Path, found.Reason));
        Assert.Equal(new DirectoryInfo(found.Path).EnumerateFiles().Sum(file => file.Length), found.Bytes);
        Assert.True(Garbage().Delete(found));
        Assert.Equal(new[] { planned, locked }.Order(StringComparer.Ordinal), Store.Ids);
    }

    [Fact]
    public void What_somebody_took_in_hand_since_it_was_found_stays()
    {
        var orphan = Save(Asked.Runs[0] with { Seed = 5 }, Options);
        var found = Assert.Single(Find());
        using var held = RunLock.TryTake(Path.Combine(Running, $"{orphan}.lock"));

        Assert.False(Garbage().Delete(found));
        Assert.Contains(orphan, Store.Ids);
    }

    [Fact]
    public void A_damaged_run_that_a_plan_refers_to_is_told_and_never_deleted()
    {
        File.WriteAllText(ReceiptOf(Store, planned), "{}");

        var found = Assert.Single(Find());
        Assert.Equal((Store.FolderOf(planned), false), (found.Path, found.Deletable));
        Assert.StartsWith("in a plan, so it stays until its run is done again: The receipt '", found.Reason, StringComparison.Ordinal);
        Assert.False(Garbage().Delete(found));
        Assert.Contains(planned, Store.Ids);
    }

    [Fact]
    public void A_damaged_run_that_no_plan_refers_to_is_deleted()
    {
        var (cut, empty) = (Save(Asked.Runs[0] with { Seed = 5 }, Options), Save(Asked.Runs[0] with { Seed = 6 }, Options));
        File.WriteAllText(ReceiptOf(Store, cut), "{");
        File.Delete(ReceiptOf(Store, empty));
        var found = Find();

        Assert.Equal(2, found.Count);
        Assert.Contains("it has no seal", found.Single(item => item.RunId == cut).Reason, StringComparison.Ordinal);
        Assert.EndsWith("has no receipt.", found.Single(item => item.RunId == empty).Reason, StringComparison.Ordinal);
        Assert.All(found, item => Assert.True(Garbage().Delete(item)));
        Assert.Equal([planned], Store.Ids);
    }

    [Fact]
    public void The_recorded_source_of_a_planned_run_stays_though_no_plan_names_it()
    {
        var source = Save(Asked.Runs[0] with { Seed = 7 }, Options);
        var tuned = Asked.Runs[0] with { Strategy = new FullFineTune(), Source = Asked.Runs[0] };

        // As recorded when the source had another key: the plan names the run by hand.
        var key = RunKey.Of(tuned, Options).Parts.ToDictionary();
        key[KeyParts.Source] = KeyPart.Of([KeyValuePair.Create("run", source)]);
        var id = Save(key);
        var plan = Planned.Runs.Append(new(tuned, new(key), ["Tuned"], source, null, "")).ToList();

        Assert.Empty(new StoreGarbage(Store, plan).Find());
        Assert.Equal(new[] { id, planned, source }.Order(StringComparer.Ordinal), Store.Ids);
    }

    [Fact]
    public void Objects_that_nobody_names_are_deleted_once_they_are_old_and_nobody_works()
    {
        var nobodys = Store.Objects.Put("nobody's"u8);
        var fresh = Store.Objects.Put("just put"u8);
        Age(Store.Objects.PathOf(nobodys));
        using (RunLock.TryTake(Path.Combine(Running, "0123456789abcdef.lock")))
        {
            Assert.Empty(Find());
        }

        var found = Assert.Single(Find());
        Assert.Equal((Store.Objects.PathOf(nobodys), 8L, "no receipt that stays names it"), (found.Path, found.Bytes, found.Reason));
        Assert.True(Garbage().Delete(found));
        Assert.NotNull(Store.Objects.Find(fresh));
    }

    [Fact]
    public void Objects_that_a_planned_run_s_receipt_names_stay_also_when_it_is_damaged()
    {
        var patch = Store.Objects.Put("a patch"u8);
        Save(RunKey.Of(Asked.Runs[0], Options).Parts, receipt => receipt with { Patch = patch });
        Age(Store.Objects.PathOf(patch));
        Assert.Empty(Find());

        File.WriteAllText(ReceiptOf(Store, planned), File.ReadAllText(ReceiptOf(Store, planned)).Replace("Asked", "asked", StringComparison.Ordinal));
        Assert.False(Assert.Single(Find()).Deletable);
    }

    [Fact]
    public void Features_that_no_run_used_which_stays_are_deleted_once_they_are_old_and_nobody_works()
    {
        using var scope = torch.NewDisposeScope();
        var (used, unused, fresh) = (new string('d', 64), new string('e', 64), new string('f', 64));
        Save(RunKey.Of(Asked.Runs[0], Options).Parts, receipt => receipt with { Features = [new("test", used, FromStore: false, 1, 0)] });
        foreach (var key in new[] { used, unused, fresh })
        {
            Store.Features.Save(key, torch.ones(4), seconds: 1);
        }

        Age(Store.Features.PathOf(used));
        Age(Store.Features.PathOf(unused));
        using (RunLock.TryTake(Path.Combine(Running, "0123456789abcdef.lock")))
        {
            Assert.Empty(Find());
        }

        var found = Assert.Single(Find());
        Assert.Equal((Store.Features.PathOf(unused), "features that no run used which stays"), (found.Path, found.Reason));
        Assert.True(Garbage().Delete(found));
        Assert.Equal([used, fresh], Store.Features.Files.Select(file => Path.GetFileNameWithoutExtension(file.Name)));
    }

    [Theory]
    [InlineData("", "an unfinished run that no plan refers to")]
    [InlineData(".whole", "left of a run that was broken off while it was put together")]
    [InlineData(".old", "left of a run that was replaced")]
    public void Leftovers_of_a_working_folder_are_deleted(string suffix, string reason)
    {
        var left = Leave($"0123456789abcdef{suffix}");

        var found = Assert.Single(Find());
        Assert.Equal((left, reason, 4L), (found.Path, found.Reason, found.Bytes));
        Assert.True(Garbage().Delete(found));
        Assert.False(Directory.Exists(left));
    }

    [Fact]
    public void Checkpoints_of_a_planned_run_stay_until_it_is_finished()
    {
        var left = Leave(planned);
        Assert.Equal((left, "checkpoints of a run that is finished"), Assert.Single(Find()) is var found ? (found.Path, found.Reason) : default);

        Directory.Delete(Store.FolderOf(planned), recursive: true);
        Assert.Empty(Find());
    }

    [Fact]
    public void A_broken_off_write_and_verification_are_deleted()
    {
        var (partial, verification) = (Path.Combine(Options.Store, planned, "x.partial"), Path.Combine(Options.Store, ".verify", "some"));
        File.WriteAllText(partial, "half");
        Assert.Empty(Find());

        Age(partial);
        Directory.CreateDirectory(verification);
        var found = Find();

        Assert.Equal([partial, verification], found.Select(item => item.Path));
        Assert.All(found, item => Assert.True(Garbage().Delete(item)));
        Assert.Empty(Find());
        Assert.Empty(RunCheck.Faults(Store, planned));
    }

    [Fact]
    public void Looking_changes_nothing()
    {
        Save(Asked.Runs[0] with { Seed = 5 }, Options);
        Leave("0123456789abcdef");
        var before = Listing();

        Find();

        Assert.Equal(before, Listing());
    }

    private static void Age(string path) => File.SetLastWriteTimeUtc(path, LongAgo);

    private string Leave(string name)
    {
        var left = Path.Combine(Running, name);
        Directory.CreateDirectory(left);
        File.WriteAllText(Path.Combine(left, "checkpoint-1"), "left");

        return left;
    }

    private StoreGarbage Garbage() => new(Store, Planned.Runs);

    private IReadOnlyList<Garbage> Find() => Garbage().Find();

    private List<string> Listing() => [.. new DirectoryInfo(Options.Store).EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Select(entry => $"{entry.FullName} {entry.LastWriteTimeUtc:O}").Order(StringComparer.Ordinal)];
}
