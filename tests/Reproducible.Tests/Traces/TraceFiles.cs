using Reproducible.Traces;

namespace Reproducible.Tests.Traces;

/// <summary>Small traces to test with.</summary>
internal static class TraceFiles
{
    internal static TraceStep Step(long step, float loss = 0.5f, uint batch = 11, uint input = 22, double rate = 0.1, int epoch = 0) =>
        new(step, epoch, loss, rate, batch, input);

    /// <summary>Two tensors; weights before the first step and after the second; three steps; an End.</summary>
    internal static byte[] Small(TemporaryFolder folder)
    {
        var path = folder.File("small.bin");
        using (var writer = TraceWriter.Create(path, "run-ä", ["one", "two"]))
        {
            writer.Weights(0, [1, 2]);
            writer.Step(Step(1));
            writer.Step(Step(2, loss: 0.25f));
            writer.Weights(2, [3, ulong.MaxValue]);
            writer.Step(Step(3, loss: float.NaN, epoch: 1));
            writer.End();
        }

        return File.ReadAllBytes(path);
    }
}
