using Reproducible.Traces;

namespace Reproducible.Tests.Traces;

public sealed class TraceWriterTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Path => folder.File("trace.bin");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_reader_sees_what_was_flushed_while_the_writer_is_open()
    {
        using var writer = TraceWriter.Create(Path, "run", ["w"]);
        Assert.Equal("run", Trace.Read(Path).RunId);

        writer.Step(TraceFiles.Step(1));
        writer.Flush();

        Assert.Equal([TraceFiles.Step(1)], Trace.Read(Path).Steps);
        Assert.False(Trace.Read(Path).IsComplete);
        Assert.Equal(new FileInfo(Path).Length, writer.Length);
    }

    [Fact]
    public async Task A_step_reaches_the_file_without_a_further_call()
    {
        using var writer = TraceWriter.Create(Path, "run", []);
        writer.Step(TraceFiles.Step(1));

        for (var tries = 0; tries < 300 && Trace.Read(Path).Steps.Count == 0; tries++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Single(Trace.Read(Path).Steps);
    }

    [Fact]
    public void Length_counts_what_is_not_yet_in_the_file()
    {
        using var writer = TraceWriter.Create(Path, "run", []);
        var before = writer.Length;

        writer.Step(TraceFiles.Step(1));

        // Head 4, payload 36, checksum 4.
        Assert.Equal(before + 44, writer.Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(43)]
    [InlineData(44)]
    [InlineData(61)]
    public void A_run_cut_off_and_gone_on_with_leaves_the_bytes_of_an_unbroken_one(int behind)
    {
        long length;
        using (var writer = TraceWriter.Create(Path, "run", ["w"]))
        {
            writer.Weights(0, [1]);
            writer.Step(TraceFiles.Step(1));
            length = writer.Length;
            writer.Step(TraceFiles.Step(2, loss: 9));
            writer.Step(TraceFiles.Step(3, loss: 9));
        }

        // Killed some bytes behind the checkpoint: at a record's end, within the next record, within the one after.
        using (var file = File.OpenWrite(Path))
        {
            file.SetLength(length + behind);
        }

        using (var writer = TraceWriter.Resume(Path, length))
        {
            Assert.Equal(length, writer.Length);
            Rest(writer);
        }

        using (var writer = TraceWriter.Create(folder.File("unbroken.bin"), "run", ["w"]))
        {
            writer.Weights(0, [1]);
            writer.Step(TraceFiles.Step(1));
            Rest(writer);
        }

        Assert.Equal(File.ReadAllBytes(folder.File("unbroken.bin")), File.ReadAllBytes(Path));
    }

    [Fact]
    public void Only_the_ends_of_records_can_be_gone_on_from()
    {
        var bytes = TraceFiles.Small(folder);
        List<long> fit = [];
        for (var length = 0L; length <= bytes.Length + 1; length++)
        {
            File.WriteAllBytes(Path, bytes);
            try
            {
                TraceWriter.Resume(Path, length).Dispose();
                fit.Add(length);
                Assert.Equal(length, new FileInfo(Path).Length);
            }
            catch (ReproducibleException)
            {
                Assert.Equal(bytes, File.ReadAllBytes(Path));
            }
        }

        // Magic 8; Begin 4 + 32 + 4 (run id of 6 bytes, two names of 3); Weights 32; Step 44.
        Assert.Equal([48, 80, 124, 168, 200, 244, 260], fit);
    }

    [Fact]
    public void Damage_before_the_length_is_detected_and_behind_it_cut_off()
    {
        var bytes = TraceFiles.Small(folder);
        bytes[130] ^= 1;
        File.WriteAllBytes(Path, bytes);

        Assert.Contains("damaged at byte 124", Assert.Throws<ReproducibleException>(() => TraceWriter.Resume(Path, 168)).Problem, StringComparison.Ordinal);
        TraceWriter.Resume(Path, 124).Dispose();

        Assert.Single(Trace.Read(Path).Steps);
    }

    [Fact]
    public void An_absent_trace_cannot_be_gone_on_with() => Assert.Throws<ReproducibleException>(() => TraceWriter.Resume(Path, 48));

    [Fact]
    public void What_does_not_follow_is_refused()
    {
        using var writer = TraceWriter.Create(Path, "run", ["w"]);
        Assert.Throws<ArgumentException>(() => writer.Step(TraceFiles.Step(0)));
        writer.Step(TraceFiles.Step(1));

        Assert.Throws<ArgumentException>(() => writer.Step(TraceFiles.Step(1)));
        Assert.Throws<ArgumentException>(() => writer.Weights(0, [1]));
        Assert.Throws<ArgumentException>(() => writer.Weights(1, [1, 2]));
        writer.End();
        Assert.Throws<InvalidOperationException>(() => writer.Step(TraceFiles.Step(2)));

        Assert.True(Trace.Read(Path).IsComplete);
    }

    [Fact]
    public void A_record_larger_than_the_buffer_is_whole()
    {
        var names = Enumerable.Range(0, 20_000).Select(index => $"tensor {index}").ToArray();
        var hashes = names.Select((_, index) => (ulong)index).ToArray();
        using (var writer = TraceWriter.Create(Path, "run", names))
        {
            writer.Weights(0, hashes);
            writer.End();
        }

        var trace = Trace.Read(Path);

        Assert.Equal(names, trace.Tensors);
        Assert.Equal(hashes, Assert.Single(trace.Weights).Hashes);
    }

    [Fact]
    public void A_full_disk_is_told()
    {
        const string Full = "/dev/full";
        Assert.SkipUnless(File.Exists(Full), $"This system has no {Full}.");

        var error = Assert.Throws<IOException>(() => TraceWriter.Create(Full, "run", ["w"]));

        Assert.Contains("No space left", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        using var writer = TraceWriter.Create(Path, "run", ["w"]);
        ulong[] hashes = [1];
        writer.Step(TraceFiles.Step(1));
        writer.Weights(1, hashes);
        writer.Flush();
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var step = 2; step <= 1000; step++)
        {
            writer.Step(TraceFiles.Step(step));
            writer.Weights(step, hashes);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Rest(TraceWriter writer)
    {
        writer.Step(TraceFiles.Step(2));
        writer.Weights(2, [2]);
        writer.End();
    }
}
