using Reproducible.Datasets;
using Reproducible.Training;

namespace Reproducible.Tests.Training;

public sealed class CorporaTests
{
    [Fact]
    public void Asked_for_by_many_at_once_a_dataset_is_read_once()
    {
        Corpora.Begin(new Counted(), "/once");
        Parallel.For(0, 8, _ => Corpora.Of(new Counted(), "/once"));

        Assert.Equal(1, Counted.Reads["/once"]);
        Assert.Same(Corpora.Of(new Counted(), "/once"), Corpora.Of(new Counted { LabelsPerClass = 3 }, "/once"));
    }

    [Fact]
    public void Another_folder_is_another_dataset()
    {
        Assert.NotSame(Corpora.Of(new Counted(), "/here"), Corpora.Of(new Counted(), "/elsewhere"));
    }

    [Fact]
    public void One_that_could_not_be_read_is_looked_for_again()
    {
        Assert.Throws<ReproducibleException>(() => Corpora.Of(new Counted { Damaged = true }, "/damaged"));
        Assert.Empty(Corpora.Of(new Counted(), "/damaged").Train.Labels);
    }

    /// <summary>Counts how often it is read, by folder.</summary>
    public sealed record Counted : Dataset
    {
        public static System.Collections.Concurrent.ConcurrentDictionary<string, int> Reads { get; } = new();

        public bool Damaged { get; init; }

        public override IReadOnlyList<DataFile> Files => [];

        public override string Home => "/nowhere";

        public override int Channels => 1;

        public override IReadOnlyList<string> ClassNames => ["one"];

        public override Corpus Read(string? folder)
        {
            if (Damaged)
            {
                throw new ReproducibleException("It is damaged.", "Mend it.");
            }

            Reads.AddOrUpdate(folder!, 1, (_, reads) => reads + 1);

            return new(new([], [], 1, 0, 0), new([], [], 1, 0, 0));
        }
    }
}
