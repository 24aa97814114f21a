using Reproducible.Store;
using Reproducible.Torch;
using static Reproducible.Torch.torch;

namespace Reproducible.Tests.Store;

public sealed class CheckpointFolderTests : IDisposable
{
    private readonly TemporaryFolder temporary = new();
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly List<string> damaged = [];

    public void Dispose()
    {
        scope.Dispose();
        temporary.Dispose();
    }

    [Fact]
    public void Nothing_saved_gives_nothing()
    {
        Assert.Null(new CheckpointFolder(temporary.File("absent")).Newest(damaged.Add));
        Assert.Empty(damaged);
    }

    [Fact]
    public void What_was_saved_last_is_given()
    {
        var folder = Saved(1, 2);

        var newest = folder.Newest(damaged.Add)!;

        Assert.Equal(2, newest.Step);
        Assert.Equal("state ä 2", newest.State);
        Assert.Equal(["momentum", "weight"], newest.Tensors.Keys.Order());
        Assert.Equal([2f, 2f, 2f], newest.Tensors["weight"].data<float>().ToArray());
        Assert.Equal(ScalarType.Int64, newest.Tensors["momentum"].dtype);
        Assert.Equal([2], newest.Tensors["momentum"].shape);
        Assert.Empty(damaged);
    }

    [Fact]
    public void The_newest_two_are_kept()
    {
        // By number, not by name: checkpoint-9 is older than checkpoint-10.
        Saved(8, 9, 10);

        Assert.Equal(["checkpoint-10", "checkpoint-9"], Names());
    }

    [Fact]
    public void Later_ones_go_when_the_run_went_on_from_before_them()
    {
        Saved(100, 200, 150);

        Assert.Equal(["checkpoint-100", "checkpoint-150"], Names());
    }

    [Fact]
    public void A_torn_one_is_told_and_the_one_before_is_used()
    {
        var folder = Saved(1, 2);
        var path = temporary.File("checkpoint-2");
        var whole = File.ReadAllBytes(path);
        for (var length = 0; length < whole.Length; length += 7)
        {
            File.WriteAllBytes(path, whole[..length]);
            damaged.Clear();

            Assert.Equal(1, folder.Newest(damaged.Add)!.Step);
            Assert.Contains($"'{path}'", Assert.Single(damaged), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_flipped_bit_is_told_and_the_one_before_is_used()
    {
        var folder = Saved(1, 2);
        var path = temporary.File("checkpoint-2");
        var bytes = File.ReadAllBytes(path);
        for (var index = 0; index < bytes.Length; index++)
        {
            bytes[index] ^= (byte)(1 << (index % 8));
            File.WriteAllBytes(path, bytes);
            bytes[index] ^= (byte)(1 << (index % 8));
            damaged.Clear();

            Assert.Equal(1, folder.Newest(damaged.Add)!.Step);
            Assert.Single(damaged);
        }
    }

    [Fact]
    public void One_that_cannot_be_opened_is_told_and_the_one_before_is_used()
    {
        var folder = Saved(1);
        File.CreateSymbolicLink(temporary.File("checkpoint-2"), temporary.File("absent"));

        Assert.Equal(1, folder.Newest(damaged.Add)!.Step);
        Assert.Contains("checkpoint-2", Assert.Single(damaged), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_damaged_ones_are_both_told_and_nothing_is_given()
    {
        var folder = Saved(1, 2);
        File.WriteAllText(temporary.File("checkpoint-1"), "");
        File.WriteAllText(temporary.File("checkpoint-2"), "");

        Assert.Null(folder.Newest(damaged.Add));
        Assert.Equal(2, damaged.Count);
    }

    [Fact]
    public void A_save_that_fails_leaves_the_one_before()
    {
        var folder = Saved(1);

        // The disk fills up while the tensors are gone through.
        Assert.Throws<IOException>(() => folder.Save(2, "state", new FailingTensors()));

        Assert.Equal(["checkpoint-1"], Names());
        Assert.Equal(1, folder.Newest(damaged.Add)!.Step);
        Assert.Empty(damaged);
    }

    [Fact]
    public void Leftovers_of_a_killed_write_are_no_checkpoints_and_go_with_the_next_save()
    {
        var folder = Saved(1);
        File.WriteAllText(temporary.File("checkpoint-2.abc.partial"), "half");

        Assert.Equal(1, folder.Newest(damaged.Add)!.Step);
        folder.Save(3, "state", Tensors(3));

        Assert.Equal(["checkpoint-1", "checkpoint-3"], Names());
    }

    [Fact]
    public void Clearing_leaves_what_is_not_its_own()
    {
        var folder = Saved(1, 2);
        File.WriteAllText(temporary.File("checkpoint-2.abc.partial"), "half");
        File.WriteAllText(temporary.File("trace.bin"), "");
        File.WriteAllText(temporary.File("checkpoint-notes"), "");

        folder.Clear();

        Assert.Equal(["checkpoint-notes", "trace.bin"], Names());
    }

    private CheckpointFolder Saved(params long[] steps)
    {
        var folder = new CheckpointFolder(temporary.Path);
        foreach (var step in steps)
        {
            folder.Save(step, $"state ä {step}", Tensors(step));
        }

        return folder;
    }

    private static Dictionary<string, Tensor> Tensors(long step) => new()
    {
        ["weight"] = full([3], (float)step),
        ["momentum"] = zeros([2], ScalarType.Int64),
    };

    private string[] Names() => [.. Directory.EnumerateFileSystemEntries(temporary.Path).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];
}
