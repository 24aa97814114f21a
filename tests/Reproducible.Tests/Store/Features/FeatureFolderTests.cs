using Reproducible.Store;
using Reproducible.Torch;
using static Reproducible.Torch.torch;

namespace Reproducible.Tests.Store.Features;

public sealed class FeatureFolderTests : IDisposable
{
    private static readonly string Key = new('a', 64);

    private readonly DisposeScope scope = NewDisposeScope();
    private readonly TemporaryFolder temporary = new();
    private readonly List<string> damaged = [];

    private FeatureFolder Features => new(temporary.File("features"), () => long.MaxValue);

    public void Dispose()
    {
        scope.Dispose();
        temporary.Dispose();
    }

    [Fact]
    public void What_is_saved_is_found_mapped_with_the_same_bits_and_what_it_took()
    {
        var rows = rand(5, 2, 2, 3);
        Assert.Null(Features.Save(Key, rows, seconds: 0.125));

        var found = Features.Find(Key, damaged.Add)!;

        Assert.Equal(0.125, found.Seconds);
        Assert.Equal([5, 2, 2, 3], found.Rows.shape);
        Assert.Equal(rows.bytes.ToArray(), found.Rows.bytes.ToArray());
        Assert.Empty(damaged);
        if (OperatingSystem.IsLinux())
        {
            Assert.Contains(Features.PathOf(Key), File.ReadAllText("/proc/self/maps"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_is_not_there_is_not_found_and_nobody_is_told()
    {
        Assert.Null(Features.Find(Key, damaged.Add));
        Assert.Empty(damaged);
        Assert.Empty(Features.Files);
    }

    [Theory]
    [InlineData("one bit of the values", "its content has SHA-256 ")]
    [InlineData("the seconds", "its content has SHA-256 ")]
    [InlineData("the shape", "its content has SHA-256 ")]
    [InlineData("the key", "expected 'aaaa")]
    [InlineData("the end", "bytes")]
    [InlineData("everything", "bytes")]
    public void One_that_is_torn_or_altered_is_told_and_not_handed_out_until_it_is_saved_again(string what, string fault)
    {
        Features.Save(Key, rand(2, 8), seconds: 0.125);
        var path = Features.PathOf(Key);
        var bytes = File.ReadAllBytes(path);
        switch (what)
        {
            case "one bit of the values": bytes[^1] ^= 1; break;
            case "the seconds": Replace(bytes, "0.125", "9.125"); break;
            case "the shape": Replace(bytes, "[2,8]", "[8,2]"); break;
            case "the key": Replace(bytes, Key, new('b', 64)); break;
            case "the end": bytes = bytes[..^1]; break;
            default: bytes = []; break;
        }

        File.WriteAllBytes(path, bytes);
        Leftovers.Collect();
        var tensors = Tensor.TotalCount;

        Assert.Null(Features.Find(Key, damaged.Add));
        Assert.StartsWith($"The features '{path}' are damaged and are computed again: ", Assert.Single(damaged), StringComparison.Ordinal);
        Assert.Contains(fault, damaged[0], StringComparison.Ordinal);
        Assert.NotNull(Features.FaultOf(Key));
        Assert.Equal(tensors, Tensor.TotalCount);

        Assert.Null(Features.Save(Key, rand(2, 8), seconds: 0.125));
        Assert.NotNull(Features.Find(Key, damaged.Add));
        Assert.Null(Features.FaultOf(Key));
        Assert.Single(damaged);
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_said_and_nothing_is_thrown()
    {
        File.WriteAllText(temporary.File("features"), "a file where a folder should be");

        Assert.StartsWith($"Features cannot be kept in '{temporary.File("features")}': ", Features.Save(Key, rand(2), seconds: 1), StringComparison.Ordinal);
        Assert.Null(Features.Find(Key, damaged.Add));
    }

    [Fact]
    public void On_a_disk_that_is_nearly_full_they_are_not_kept_and_nothing_is_left()
    {
        // 8 bytes fewer than the two floats leave room for.
        var features = new FeatureFolder(temporary.File("features"), () => FeatureFolder.LeastBytesFree);

        Assert.Equal($"Features are not kept in '{temporary.File("features")}': 1024 MiB are free there, and 1024 shall stay free.", features.Save(Key, rand(2), seconds: 1));
        Assert.Empty(Directory.GetFiles(temporary.File("features")));
    }

    [Fact]
    public void The_least_recently_used_make_room()
    {
        var (first, second) = (new string('1', 64), new string('2', 64));
        foreach (var (key, hour) in new[] { (first, 2), (second, 1) })
        {
            // Sparse: together as much as is kept, and no byte of it on the disk.
            Features.Save(key, rand(2), seconds: 1);
            using (var file = File.OpenWrite(Features.PathOf(key)))
            {
                file.SetLength(FeatureFolder.MostBytesInAll / 2);
            }

            File.SetLastWriteTimeUtc(Features.PathOf(key), DateTime.UtcNow - TimeSpan.FromHours(hour));
        }

        Assert.Null(Features.Save(Key, rand(2), seconds: 1));
        Assert.Equal([second, Key], Features.Files.Select(file => Path.GetFileNameWithoutExtension(file.Name)));
    }

    [Fact]
    public void What_is_used_counts_as_used()
    {
        Features.Save(Key, rand(2), seconds: 1);
        File.SetLastWriteTimeUtc(Features.PathOf(Key), DateTime.UtcNow - TimeSpan.FromDays(1));

        Features.Find(Key, damaged.Add);

        Assert.True(DateTime.UtcNow - File.GetLastWriteTimeUtc(Features.PathOf(Key)) < TimeSpan.FromHours(1));
    }

    [Fact]
    public void Written_by_many_at_once_and_read_meanwhile_each_is_whole()
    {
        var rows = rand(1000, 16);
        var expected = rows.bytes.ToArray();
        var faults = new System.Collections.Concurrent.ConcurrentQueue<string>();
        Parallel.For(0, 32, new() { MaxDegreeOfParallelism = 4 }, turn =>
        {
            using var own = NewDisposeScope();
            Assert.Null(Features.Save(Key, rows, seconds: 1));
            Assert.Equal(expected, Features.Find(Key, faults.Enqueue)!.Rows.bytes.ToArray());
        });

        Assert.Empty(faults);
        Assert.Single(Directory.GetFiles(temporary.File("features")));
    }

    private static void Replace(byte[] bytes, string was, string now)
    {
        var place = bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(was));
        Assert.InRange(place, 0, bytes.Length);
        System.Text.Encoding.UTF8.GetBytes(now).CopyTo(bytes, place);
    }
}
