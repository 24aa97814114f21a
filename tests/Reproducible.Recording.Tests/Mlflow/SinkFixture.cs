using Reproducible.Recording.Mlflow;
using Reproducible.Runs;

namespace Reproducible.Recording.Tests.Mlflow;

/// <summary>A server, a results folder, and sinks that write from the one to the other.</summary>
public sealed class SinkFixture : IDisposable
{
    private readonly List<MlflowSink> sinks = [];

    public RecordedServer Server { get; } = new();

    public TempFolder Results { get; } = new();

    /// <summary>Short enough for a test, long enough for three attempts.</summary>
    public static MlflowOptions Options { get; } = new() { Deadline = TimeSpan.FromSeconds(3), Parallelism = 1, User = "ada", Environment = _ => null };

    /// <summary>A new sink, as a new process would have it.</summary>
    public MlflowSink Sink(MlflowOptions? options = null, string? uri = null)
    {
        var sink = MlflowSink.For(uri ?? Server.Address, Results.Path, Results.Path, options ?? Options);
        sinks.Add(sink);

        return sink;
    }

    public static Task WriteAsync(MlflowSink sink, ExperimentResult result) => sink.WriteAsync(result, TestContext.Current.CancellationToken);

    /// <summary>An experiment of one run whose files lie in the results folder.</summary>
    public ExperimentResult OneRun(string? error = null, double accuracy = 0.9, int epochs = 2) => Sample.OneRun(
        Sample.Run(new Tune(), 3, "0000000000000002", Results["store/0000000000000002"], accuracy, error, epochs));

    public void Dispose()
    {
        sinks.ForEach(sink => sink.Dispose());
        Server.Dispose();
        Results.Dispose();
    }
}
