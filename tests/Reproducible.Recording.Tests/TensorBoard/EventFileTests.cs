using Reproducible.Recording.TensorBoard;
using Reproducible.Recording.TensorBoard.Messages;

namespace Reproducible.Recording.Tests.TensorBoard;

/// <summary>Against a file that TensorBoard's own Python classes wrote: Recorded/make_events.py says how.</summary>
public class EventFileTests
{
    private static readonly byte[] Recorded = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "TensorBoard", "Recorded", "events.tfevents"));

    [Fact]
    public void Writes_the_bytes_that_tensorboards_own_classes_write()
    {
        using var file = new EventFile(Sample.Start);
        var start = new SessionStartInfo { GroupName = "group", StartTimeSecs = EventFile.SecondsOf(Sample.Start) };
        start.Hparams.Add("a.flag", Google.Protobuf.WellKnownTypes.Value.ForBool(true));
        start.Hparams.Add("b.rate", Google.Protobuf.WellKnownTypes.Value.ForNumber(0.5));
        start.Hparams.Add("c.name", Google.Protobuf.WellKnownTypes.Value.ForString("Tune"));
        file.Add(0, Sample.Start, HyperParameters.Of(HyperParameters.StartTag, new() { SessionStartInfo = start }));
        file.Add(
            3,
            Sample.Start.AddSeconds(1.25),
            new Summary.Types.Value { Tag = "train/loss", SimpleValue = 0.75f },
            new Summary.Types.Value { Tag = "train/accuracy", SimpleValue = BitConverter.Int32BitsToSingle(0x7fc00000) });
        var histogram = new HistogramProto { Min = -1, Max = 2, Num = 3, Sum = 1, SumSquares = 5, BucketLimit = { 0.5, 2 }, Bucket = { 2, 1 } };
        file.Add(6, Sample.Start.AddSeconds(4), new Summary.Types.Value { Tag = "weights/w", Histo = histogram });
        file.Add(6, Sample.Start.AddSeconds(4), HyperParameters.End(Sample.Run(new Tune(), 0, "0000000000000001", error: "no memory").Receipt));

        Assert.Equal(Convert.ToHexString(Recorded), Convert.ToHexString(file.ToArray()));
    }

    [Fact]
    public void Reads_what_tensorboards_own_classes_wrote()
    {
        var events = EventFile.Read(Recorded).ToList();

        Assert.Equal("brain.Event:2", events[0].FileVersion);
        Assert.Equal(0.5, HyperParameters.In(events[1])!.SessionStartInfo.Hparams["b.rate"].NumberValue);
        Assert.Equal([0, 0, 3, 6, 6], events.Select(entry => entry.Step));
        Assert.Equal(0.75f, events[2].Summary.Value[0].SimpleValue);
        Assert.Null(HyperParameters.In(events[2]));
        Assert.Equal(Status.Failure, HyperParameters.In(events[4])!.SessionEndInfo.Status);
    }

    [Fact]
    public void Reads_every_event_before_the_cut_wherever_it_is()
    {
        var whole = EventFile.Read(Recorded).ToList();
        var ends = new List<int>();
        for (var length = 0; length <= Recorded.Length; length++)
        {
            var events = EventFile.Read(Recorded.AsMemory(0, length)).ToList();
            Assert.Equal(whole.Take(events.Count), events);
            if (events.Count > ends.Count)
            {
                ends.Add(length);
            }
        }

        Assert.Equal(5, ends.Count);
        Assert.Equal(Recorded.Length, ends[^1]);
    }
}
