using System.Buffers.Binary;
using Reproducible.Torch.Libraries;

namespace Reproducible.Torch.Tests.Libraries;

/// <summary>The form is glibc's struct cache_file_new: a header of 48 bytes, entries of 24 (flags, name, path, version, hardware), then strings.</summary>
public class LoaderCacheTests
{
    [Fact]
    public void Paths_of_a_name_keep_their_order()
    {
        var cache = LoaderCache.Parse(Cache());

        Assert.Equal(["/v3/libm.so.6", "/lib/libm.so.6"], cache["libm.so.6"]);
        Assert.Empty(cache["libblas.so.3"]);
    }

    [Fact]
    public void The_older_form_may_stand_before_it() => Assert.Equal(2, LoaderCache.Parse([.. "ld.so-1.7.0\0\0\0\0\0"u8, .. Cache()])["libm.so.6"].Count());

    [Fact]
    public void Torn_and_changed_bytes_give_fewer_paths_and_no_error()
    {
        var whole = Cache();
        for (var at = 0; at < whole.Length; at++)
        {
            byte[] changed = [.. whole];
            changed[at] ^= 0xff;
            Assert.InRange(LoaderCache.Parse(whole[..at])["libm.so.6"].Count(), 0, 2);
            Assert.InRange(LoaderCache.Parse(changed).Count, 0, 3);
        }
    }

    [Fact]
    public void This_machines_cache_knows_the_C_library()
    {
        Assert.SkipUnless(File.Exists(LoaderCache.Path), "no glibc, or no ldconfig, here");

        Assert.NotEmpty(LoaderCache.Parse(File.ReadAllBytes(LoaderCache.Path))["libc.so.6"]);
    }

    private static byte[] Cache()
    {
        var bytes = new byte[48 + 2 * 24];
        "glibc-ld.so.cache1.1"u8.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(20), 2);
        var name = bytes.Length;
        foreach (var (entry, path) in new[] { (0, name + 10), (1, name + 10 + 14) })
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(48 + entry * 24 + 4), name);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(48 + entry * 24 + 8), path);
        }

        return [.. bytes, .. "libm.so.6\0"u8, .. "/v3/libm.so.6\0"u8, .. "/lib/libm.so.6\0"u8];
    }
}
