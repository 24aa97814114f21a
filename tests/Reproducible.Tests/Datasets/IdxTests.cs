using Reproducible.Datasets;

namespace Reproducible.Tests.Datasets;

public sealed class IdxTests
{
    private static readonly byte[] TwoImagesOfOneByThree = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6];

    [Fact]
    public void Gives_the_bytes_behind_the_header() => Assert.Equal([1, 2, 3, 4, 5, 6], Parse(TwoImagesOfOneByThree, 16, "images", 2, 1, 3));

    [Fact]
    public void A_wrong_magic_number_is_named_with_the_one_expected() =>
        Assert.Equal(
            "'labels' begins with magic number 0x00000803; 0x00000801 is expected. Get the file again from its source.",
            Assert.Throws<ReproducibleException>(() => Parse(TwoImagesOfOneByThree, 8, "labels", 2)).Message);

    [Fact]
    public void A_cut_file_is_named_with_what_it_holds() =>
        Assert.Equal(
            "'images' holds 4 bytes behind its header; 6 are expected.",
            Assert.Throws<ReproducibleException>(() => Parse(TwoImagesOfOneByThree[..20], 16, "images", 2, 1, 3)).Problem);

    [Theory]
    [InlineData(1, 8)]
    [InlineData(3, 16)]
    public void A_header_has_four_bytes_of_magic_number_and_four_a_size(int rank, int bytes) => Assert.Equal(bytes, Idx.HeaderBytes(rank));

    [Fact]
    public void A_size_other_than_expected_is_named_with_its_axis() =>
        Assert.Equal(
            "'images' states 2 along axis 0; 5 is expected.",
            Assert.Throws<ReproducibleException>(() => Parse(TwoImagesOfOneByThree, 16, "images", 5, 1, 3)).Problem);

    [Fact]
    public void A_label_out_of_range_is_named_with_its_place() =>
        Assert.Equal(
            "'labels' has label 10 at example 1; labels are 0 to 9.",
            Assert.Throws<ReproducibleException>(() => Idx.CheckLabels([9, 10, 3], "labels", 10)).Problem);

    private static byte[] Parse(byte[] file, int header, string name, params ReadOnlySpan<int> sizes) => Idx.Parse(file[..header], file[header..], name, sizes);
}
