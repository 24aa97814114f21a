using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Store;
using Reproducible.Torch;
using Reproducible.Training;

namespace Reproducible.Tests.Training;

public sealed class LargestBatchTests : SmallRuns
{
    private static readonly RunSpec Asking = Source with { Recipe = Source.Recipe with { BatchSize = Recipe.LargestBatch } };

    [Theory]
    [InlineData(4096, 5000, 4096)]
    [InlineData(4096, 700, 512)]
    [InlineData(512, 512, 512)]
    [InlineData(8, 1, 1)]
    public void Halves_until_it_fits(int from, int room, int expected)
    {
        Assert.Equal(expected, LargestBatch.Halve(from, batch => batch <= room));
    }

    [Theory]
    [InlineData(100, 8000, 4096)] // 64 images take 100 bytes, 4,096 take 6,400, and a quarter more.
    [InlineData(100, 7999, 2048)]
    [InlineData(100, 0, 64)] // What was measured fits.
    [InlineData(0, 0, 4096)] // Nothing grew: nothing is known.
    public void Leaves_out_what_would_not_fit_by_what_a_small_batch_took(long growth, long available, int expected)
    {
        Assert.Equal(expected, LargestBatch.Affordable(4096, growth, available));
    }

    [Theory]
    [InlineData(700, 512)] // A power of two, at most the split.
    [InlineData(50, 32)]
    [InlineData(1_000_000, 1024)] // What the device has room for.
    public void Tries_a_run_from_above_and_halves_where_memory_runs_out(int examples, int expected)
    {
        var tried = new List<int>();
        var found = LargestBatch.Find(
            (run, recorder) =>
            {
                tried.Add(run.Recipe.BatchSize);
                if (run.Recipe.BatchSize > 1024)
                {
                    throw new TorchException("aten::conv2d", "CUDA out of memory. Tried to allocate 2.00 GiB");
                }

                // The optimizer's memory is there from the second step on.
                Assert.Equal(2, run.Recipe.Steps);
                Assert.Null(recorder.Begin(null!, 1, 2));
            },
            Asking,
            examples,
            "cuda:0",
            CancellationToken.None);

        Assert.Equal(expected, found);
        Assert.Equal(examples == 1_000_000 ? [4096, 2048, 1024] : [expected], tried);
    }

    [Fact]
    public void Passes_on_what_is_not_about_memory_and_a_single_example_that_does_not_fit()
    {
        Assert.Throws<TorchException>(() => Find(_ => throw new TorchException("aten::conv2d", "shapes")));
        Assert.Throws<TorchException>(() => Find(_ => throw new TorchException("aten::conv2d", "CUDA out of memory. Tried to allocate 2.00 GiB")));

        static void Find(Action<RunSpec> trial) => LargestBatch.Find((run, _) => trial(run), Asking, 16, "cuda:0", CancellationToken.None);
    }

    [Fact]
    public void A_run_says_what_it_found_and_gives_what_a_run_of_that_size_gives()
    {
        var found = Execute(Asking);
        var size = found.Receipt.BatchSizeFound!.Value;
        var declared = Execute(LargestBatch.WithSize(Source, size));

        // 6 classes, 142 to 147 training examples each, 20 held out: over 512, under 1,024.
        Assert.Equal(512, size);
        Assert.Equal("largest", found.Receipt.Settings["recipe.batch_size"]);
        Assert.Equal((RunStatus.Finished, declared.Receipt.WeightsSha256, null), (found.Receipt.Status, found.Receipt.WeightsSha256, declared.Receipt.BatchSizeFound));
        Assert.NotEqual(found.Receipt.Id, declared.Receipt.Id);
    }

    [Fact]
    public void Only_a_run_that_searches_has_the_search_in_its_key()
    {
        string[] Code(RunSpec spec) => [.. RunKey.Of(spec, Options).Parts[KeyParts.Code].Values!.Keys];

        Assert.Contains(typeof(LargestBatch).FullName, Code(Asking));
        Assert.DoesNotContain(typeof(LargestBatch).FullName, Code(Source));
    }

    [Fact]
    public void A_size_stays_as_long_as_a_checkpoint_needs_it()
    {
        using var work = new RunStore(Options.Store).Open("0123456789abcdef", CancellationToken.None);
        var batch = new FoundBatch(work);
        Assert.Null(batch.Size);
        Assert.Equal(64, batch.SizeOr(() => 64));
        Assert.Equal(32, batch.SizeOr(() => 32));

        work.Checkpoints.Save(5, "", new Dictionary<string, torch.Tensor>());

        Assert.Equal(32, batch.SizeOr(() => 16));
        Assert.Equal(32, new FoundBatch(work).Size);
    }
}
