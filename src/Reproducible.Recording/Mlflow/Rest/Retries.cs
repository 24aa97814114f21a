using System.Collections.Concurrent;
using Polly;
using Polly.Timeout;

namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>
/// Asks again where that may help, within a deadline: after <see cref="MlflowFailureException.Passing"/> failures, with growing and
/// random pauses, or the pause that the server asks for. After an outage every instance for that server is short-tempered until
/// something succeeds, so that the experiments of one process do not wait the whole deadline one after another.
/// </summary>
/// <param name="server">Whose outages are remembered.</param>
/// <param name="deadline">For one request with all its retries.</param>
/// <param name="secondChance">The same, after an outage; then there are no retries.</param>
internal sealed class Retries(Uri server, TimeSpan deadline, TimeSpan secondChance)
{
    /// <summary>0.2, 0.4, ... 3.2 s: with these a restarting server is waited for, and an absent one is given up within the deadline.</summary>
    private const int MaximumRetries = 5;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);

    private static readonly ConcurrentDictionary<Uri, bool> Silent = [];

    /// <summary>Runs an attempt until it succeeds, fails for good, or time is up.</summary>
    /// <param name="attempt">Gets the number of the attempt, from 0.</param>
    /// <param name="extra">Added to the deadline, for uploads.</param>
    /// <exception cref="MlflowFailureException">The last attempt's failure.</exception>
    public async Task<T> RunAsync<T>(Func<int, CancellationToken, Task<T>> attempt, TimeSpan extra, CancellationToken cancel)
    {
        var limit = (Silent.ContainsKey(server) ? secondChance : deadline) + extra;
        var (count, last) = (0, default(MlflowFailureException));
        try
        {
            var result = await PipelineOf(limit).ExecuteAsync(
                async stop =>
                {
                    try
                    {
                        return await attempt(count++, stop);
                    }
                    catch (MlflowFailureException failure)
                    {
                        last = failure;
                        throw;
                    }
                },
                cancel);
            Silent.TryRemove(server, out _);

            return result;
        }
        catch (TimeoutRejectedException)
        {
            Silent[server] = true;
            throw last is { Passing: true } ? last : new MlflowFailureException(
                $"it did not answer within {limit.TotalSeconds:0.#} s.", "Start the server, or correct --mlflow or MLFLOW_TRACKING_URI.") { Passing = true, Outage = true };
        }
        catch (MlflowFailureException failure) when (failure.Outage)
        {
            Silent[server] = true;
            throw;
        }
    }

    private ResiliencePipeline PipelineOf(TimeSpan limit)
    {
        var pipeline = new ResiliencePipelineBuilder().AddTimeout(limit);
        if (!Silent.ContainsKey(server))
        {
            pipeline.AddRetry(new()
            {
                // A pause longer than the deadline is no reason to wait for the deadline.
                ShouldHandle = new PredicateBuilder().Handle<MlflowFailureException>(failure => failure.Passing && !(failure.RetryAfter >= limit)),
                MaxRetryAttempts = MaximumRetries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = FirstPause,
                DelayGenerator = retry => new((retry.Outcome.Exception as MlflowFailureException)?.RetryAfter),
            });
        }

        return pipeline.Build();
    }
}
