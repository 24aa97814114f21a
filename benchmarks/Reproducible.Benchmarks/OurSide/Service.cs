using System.Globalization;
using System.Text.Json;
using Reproducible.Torch;

namespace Reproducible.Benchmarks.OurSide;

/// <summary>The other end of a <see cref="Measuring.Participant"/>: does its work once a line, until the input ends.</summary>
internal static class Service
{
    /// <param name="words">The kind of work and its arguments, as claims write them.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] words)
    {
        torch.set_num_threads(1);
        using var work = Make(words);
        Console.WriteLine(JsonSerializer.Serialize(new { ready = torch.__version__, blas = LoadedBlas.Find().Name }));
        while (Console.ReadLine() is not null)
        {
            Console.WriteLine(JsonSerializer.Serialize(work.Do()));
        }

        return 0;
    }

    private static IWork Make(string[] words) => words switch
    {
        ["engine"] => new Idle(),
        ["step", var kind, var dtype, var batch, var steps, var device, var folder] => new TrainingSteps(kind, dtype, Number(batch), Number(steps), device, folder),
        ["head", var labels, var epochs, var folder] => new HeadTraining(Number(labels), Number(epochs), folder),
        ["images", var labels, var folder] => new SomeImages(Number(labels), folder),
        ["convolution", var device] => new BareConvolution(device),
        ["copy", var device] => new MemoryCopy(device),
        ["frozen", var times] => new FrozenStages(Number(times)),
        _ => throw new ArgumentException($"There is no work '{string.Join(' ', words)}'.", nameof(words)),
    };

    private static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);

    /// <summary>Only says which engine it has.</summary>
    private sealed class Idle : IWork
    {
        public object Do() => new { };

        public void Dispose()
        {
        }
    }
}
