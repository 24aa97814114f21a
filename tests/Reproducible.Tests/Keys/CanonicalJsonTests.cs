using Reproducible.Keys;

namespace Reproducible.Tests.Keys;

/// <summary>Hashes are those of <c>printf</c> and <c>sha256sum</c> over the text in the shell.</summary>
public sealed class CanonicalJsonTests
{
    private static readonly Dictionary<string, string> Members = new() { ["ä"] = "x", ["b"] = "\"\\", ["a"] = "ä€", ["Z"] = "\u0001\t" };

    [Fact]
    public void The_text_and_its_hash_are_pinned()
    {
        Assert.Equal("""{"Z":"\u0001\t","a":"ä€","b":"\"\\","ä":"x"}""", CanonicalJson.Text(Members));
        Assert.Equal("b991beff6a4f30da39f4a8f48a68cc007ae82839cf1211557dcfec6a5bd54d5b", CanonicalJson.Sha256(Members));
    }

    [Fact]
    public void The_order_of_members_does_not_matter() => Assert.Equal(CanonicalJson.Sha256(Members), CanonicalJson.Sha256(Members.Reverse()));

    [Fact]
    public void A_key_s_id_is_pinned() => Assert.Equal("aa991277a0609955", RunKey.IdOf(new Dictionary<string, KeyPart>
    {
        ["threads"] = KeyPart.Of([new("threads", "1")]),
        ["settings"] = KeyPart.Of([new("seed", "0")]),
    }));
}
