using Reproducible.Recording.Mlflow.Rest;

namespace Reproducible.Recording.Tests.Mlflow.Rest;

/// <summary>A client, and the server of recorded answers that it talks to.</summary>
public sealed class ClientFixture : IDisposable
{
    private readonly List<MlflowClient> clients = [];

    public RecordedServer Server { get; } = new();

    public MlflowClient Client => clients.Count > 0 ? clients[0] : Connect();

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Another client, with an environment of its own.</summary>
    public MlflowClient Connect(string? address = null, params (string Name, string Value)[] environment)
    {
        clients.Add(new(new(address ?? Server.Address), Options(environment)));

        return clients[^1];
    }

    public static MlflowClientOptions Options(params (string Name, string Value)[] environment) => new()
    {
        Deadline = TimeSpan.FromSeconds(5),
        Environment = name => environment.FirstOrDefault(variable => variable.Name == name).Value,
    };

    public void Dispose()
    {
        clients.ForEach(client => client.Dispose());
        Server.Dispose();
    }
}
