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

    private static readonly ResiliencePropertyKey<Attempt> State = new(nameof(Attempt));

    // One for all requests: to build it takes longer than to use it.
    private static readonly ResiliencePipeline Patient = new ResiliencePipelineBuilder()
        .AddRetry(new()
        {
            // A pause longer than the time that is left is no reason to wait for its end.
            ShouldHandle = retry => new(retry.Outcome.Exception is MlflowException { Passing: true } failure && !(failure.RetryAfter >= StateOf(retry.Context).Left)),
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = FirstPause,
            MaxDelay = LongestPause,
            DelayGenerator = retry => new((retry.Outcome.Exception as MlflowException)?.RetryAfter),
        })
        .Build();

    private volatile bool silent;

    /// <summary>Runs an attempt until it succeeds, fails for good, or time is up.</summary>
    /// <exception cref="MlflowException">The last attempt's failure.</exception>
    public async Task<T> RunAsync<T>(Func<Attempt, Task<T>> attempt, CancellationToken cancel)
    {
        var patient = !silent;
        using var state = new Attempt(patient ? deadline : secondChance, cancel);
        var context = ResilienceContextPool.Shared.Get(state.Cancel);
        context.Properties.Set(State, state);
        try
        {
            var result = await (patient ? Patient : ResiliencePipeline.Empty).ExecuteAsync(
                static async (context, attempt) =>
                {
                    var state = StateOf(context);
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
                context,
                attempt);
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
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static Attempt StateOf(ResilienceContext context) => context.Properties.GetValue(State, null!);
}
