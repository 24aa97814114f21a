using System.Collections.Concurrent;
using Reproducible.Recording.Mlflow.Rest;

namespace Reproducible.Recording.Mlflow.Shipping;

/// <summary>Lets requests through that name datasets: several at once where the server knows them all, else one after another.</summary>
internal sealed class KnownDatasets : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private readonly ConcurrentDictionary<(string Name, string Digest), bool> known = [];

    /// <summary>Sends the request when it may be sent.</summary>
    public async Task LogAsync(IReadOnlyList<MlflowDataset> datasets, Func<Task> send, CancellationToken cancel)
    {
        if (datasets.All(dataset => known.ContainsKey((dataset.Name, dataset.Digest))))
        {
            await send();
            return;
        }

        await turn.WaitAsync(cancel);
        try
        {
            await send();
            foreach (var dataset in datasets)
            {
                known[(dataset.Name, dataset.Digest)] = true;
            }
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();
}
