using Polly;

namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>
/// Asks again where that may help, within a deadline: after <see cref="MlflowException.Passing"/> failures, with growing and random
/// pauses, or the pause that the server asks for. After an outage it is short-tempered until something succeeds, so that many requests
/// to a server that is away do not wait the whole deadline one after another.
/// </summary>
/// <param name="deadline">For one request with all its retries.</param>
/// <param name="secondChance">The same, after an outage; then there are no retries.</param>
internal sealed class Retries(TimeSpan deadline, TimeSpan secondChance)
{
    // 0.2, 0.4, 0.8, ... s: a server that restarts is found soon, one that is overwhelmed is not asked often.
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private volatile bool silent;

    /// <summary>Runs an attempt until it succeeds, fails for good, or time is up.</summary>
    /// <exception cref="MlflowException">The last attempt's failure.</exception>
    public async Task<T> RunAsync<T>(Func<Attempt, Task<T>> attempt, CancellationToken cancel)
    {
        var patient = !silent;
        using var state = new Attempt(patient ? deadline : secondChance, cancel);
        try
        {
            var result = await PipelineFor(state, patient).ExecuteAsync(
                async _ =>
                {
                    state.Begin();
                    try
                    {
                        return await attempt(state);
                    }
                    catch (MlflowException failure)
                    {
                        state.Failed(failure);
                        throw;
                    }
                },
                state.Cancel);
            silent = false;

            return result;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            silent = true;
            throw state.Last is { Passing: true } ? state.Last : new MlflowException(
                $"it did not answer within {state.Limit.TotalSeconds:0.#} s.", "Start the server, or correct its address (MLFLOW_TRACKING_URI).") { Passing = true, Outage = true };
        }
        catch (MlflowException failure) when (failure.Outage)
        {
            silent = true;
            throw;
        }
    }

    private static ResiliencePipeline PipelineFor(Attempt state, bool patient) => !patient ? ResiliencePipeline.Empty : new ResiliencePipelineBuilder()
        .AddRetry(new()
        {
            // A pause longer than the time that is left is no reason to wait for its end.
            ShouldHandle = new PredicateBuilder().Handle<MlflowException>(failure => failure.Passing && !(failure.RetryAfter >= state.Left)),
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = FirstPause,
            MaxDelay = LongestPause,
            DelayGenerator = retry => new((retry.Outcome.Exception as MlflowException)?.RetryAfter),
        })
        .Build();
}
