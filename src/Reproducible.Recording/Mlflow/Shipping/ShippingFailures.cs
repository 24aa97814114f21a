using System.Collections.Concurrent;
using Reproducible.Recording.Mlflow.Rest;

namespace Reproducible.Recording.Mlflow.Shipping;

/// <summary>What went wrong while an experiment was written. Safe to use from several threads.</summary>
internal sealed class ShippingFailures
{
    private readonly ConcurrentQueue<MlflowException> failures = [];

    /// <summary>Whether anything did.</summary>
    public bool Any => !failures.IsEmpty;

    /// <summary>Whether every other request would fail too.</summary>
    public bool Outage => failures.Any(failure => failure.Outage);

    /// <summary>The one to tell of; null: none. An outage explains the others.</summary>
    public MlflowException? Worst => failures.FirstOrDefault(failure => failure.Outage) ?? failures.FirstOrDefault();

    /// <summary>Does something; what MLflow refuses, or a file that cannot be read, is kept here.</summary>
    /// <returns>Whether it was done. After an outage nothing is: it would only wait for the same silence.</returns>
    public async Task<bool> TryAsync(Func<Task> action)
    {
        if (Outage)
        {
            return false;
        }

        try
        {
            await action();

            return true;
        }
        catch (MlflowException failure)
        {
            failures.Enqueue(failure);
        }
        catch (ReproducibleException fault)
        {
            failures.Enqueue(new(fault.Problem, fault.Remedy));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException)
        {
            failures.Enqueue(new($"a file cannot be read or written: {fault.Message.TrimEnd('.')}.", "Make the results folder readable and writable."));
        }

        return false;
    }
}
