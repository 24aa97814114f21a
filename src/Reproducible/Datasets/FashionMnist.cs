namespace Reproducible.Datasets;

/// <summary>70,000 grey images of garments, 28×28, in ten classes: 60,000 to train, 10,000 to test.</summary>
/// <remarks>
/// Source: Xiao, Rasul, Vollgraf, 2017 (arXiv:1708.07747), MIT licence. On Debian the package <c>dataset-fashion-mnist</c>;
/// elsewhere a folder with the four IDX files, packed by gzip or not.
/// </remarks>
public sealed record FashionMnist : Dataset
{
    private const int TrainCount = 60_000;
    private const int TestCount = 10_000;
    private const int Side = 28;

    private static readonly DataFile TrainImages = new("train-images-idx3-ubyte", "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888", 16 + (TrainCount * Side * Side));
    private static readonly DataFile TrainLabels = new("train-labels-idx1-ubyte", "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9", 8 + TrainCount);
    private static readonly DataFile TestImages = new("t10k-images-idx3-ubyte", "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b", 16 + (TestCount * Side * Side));
    private static readonly DataFile TestLabels = new("t10k-labels-idx1-ubyte", "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34", 8 + TestCount);

    /// <inheritdoc/>
    public override IReadOnlyList<DataFile> Files => [TrainImages, TrainLabels, TestImages, TestLabels];

    /// <inheritdoc/>
    public override int Channels => 1;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClassNames =>
        ["T-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"];

    /// <summary><c>class</c>, and <c>group</c>: top (T-shirt, pullover, coat, shirt), trouser, dress, shoe (sandal, sneaker, ankle boot), bag.</summary>
    public override IReadOnlyDictionary<string, LabelSet> LabelSets => new Dictionary<string, LabelSet>(base.LabelSets)
    {
        ["group"] = new(["top", "trouser", "dress", "shoe", "bag"], [0, 1, 0, 2, 0, 3, 0, 3, 4, 3]),
    };

    /// <summary>Where Debian's package puts them.</summary>
    public override string Home => "/usr/share/datasets/fashion-mnist";

    /// <inheritdoc/>
    public override Corpus Read(string? folder) => new(
        ReadPart(folder ?? Home, TrainImages, TrainLabels, TrainCount),
        ReadPart(folder ?? Home, TestImages, TestLabels, TestCount));

    private Examples ReadPart(string folder, DataFile images, DataFile labels, int count) => new(
        images.Read(folder, Remedy, Idx.HeaderBytes(rank: 3), (header, pixels) => Idx.Parse(header, pixels, images.Name, count, Side, Side)),
        labels.Read(folder, Remedy, Idx.HeaderBytes(rank: 1), (header, classes) => Idx.CheckLabels(Idx.Parse(header, classes, labels.Name, count), labels.Name, ClassNames.Count)),
        Channels,
        Side,
        Side);

    private static string Remedy =>
        "Install Debian's package dataset-fashion-mnist again (apt-get install --reinstall dataset-fashion-mnist), or name a folder with the four IDX files with --data=.";
}
