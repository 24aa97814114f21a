using Reproducible.Benchmarks.Claims;
using Reproducible.Benchmarks.Measuring;

namespace Reproducible.Benchmarks.Tests.Claims;

public sealed class ClaimCatalogTests
{
    [Fact]
    public void Finds_claims_by_their_type_in_the_order_of_their_names()
    {
        var names = ClaimCatalog.All.Select(claim => claim.Name).ToList();

        Assert.Contains("card", names);
        Assert.Equal(names.Distinct().Order(StringComparer.Ordinal), names);
        Assert.All(names, name => Assert.Matches("^[a-z0-9-]+$", name));
        Assert.All(ClaimCatalog.All, claim => Assert.False(string.IsNullOrEmpty(claim.Says)));
    }

    [Fact]
    public void A_filter_takes_names_and_stars() =>
        Assert.Equal(["card", "step-residual-net-bf16", "step-small-cnn-bf16"], ClaimCatalog.Chosen("step-*-BF16, card").Select(claim => claim.Name));

    [Theory]
    [InlineData("step-small")]
    [InlineData("card,crad")]
    [InlineData(",")]
    public void A_filter_that_fits_none_is_an_error_that_lists_them(string filter) =>
        Assert.Contains("There are: allocations, card, ", Assert.Throws<ReproducibleException>(() => ClaimCatalog.Chosen(filter)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("gpu-residual-net", "--device=cuda:0")]
    [InlineData("mlflow-logging", "--mlflow=http://host:5000")]
    public void What_needs_more_than_this_machine_is_asked_for_by_name(string name, string argument)
    {
        var claim = ClaimCatalog.Chosen(name)[0];

        Assert.Contains(argument, claim.NotAsked(new("/")), StringComparison.Ordinal);
        Assert.Null(claim.NotAsked(new("/", Device: "cuda:0", Mlflow: new("http://host:5000"))));
    }

    [Fact]
    public void Only_a_whole_call_writes_the_committed_report()
    {
        Assert.Equal("/r/results/benchmarks", ClaimsRun.Folder(new("/r"), null));
        Assert.Equal("/r/artifacts/benchmarks/report", ClaimsRun.Folder(new("/r"), "card"));
        Assert.Equal("/r/artifacts/benchmarks/report", ClaimsRun.Folder(new("/r", Quick: true), null));
    }

    [Fact]
    public async Task A_claim_that_breaks_is_reported_and_costs_no_other()
    {
        using var bench = new Bench(new("/"), null, _ => { });
        var outcome = await Outcome.OfAsync(new Breaking(), bench, TestContext.Current.CancellationToken);

        Assert.True(outcome.Failed);
        Assert.Contains("apt-get install python3-torch python3-numpy", outcome.NotMeasured, StringComparison.Ordinal);
    }

    /// <summary>Asks for a peer where there is no Python.</summary>
    private sealed class Breaking : IClaim
    {
        public string Name => "breaking";

        public string Says => "";

        public async Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench, CancellationToken cancel)
        {
            await using var peer = await bench.PeerAsync("training_step.py", allocator: false, cancel);

            return [];
        }
    }
}
