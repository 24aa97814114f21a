using System.Net;

namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>Why a server or its artifacts could not be had, with what to do. No secret is in it.</summary>
/// <param name="problem">What is wrong, without any secret; it begins with what was asked: "it answered 404: …".</param>
/// <param name="remedy">The next step to take.</param>
public sealed class MlflowException(string problem, string remedy) : Exception($"{problem} {remedy}")
{
    /// <summary>What is wrong.</summary>
    public string Problem { get; } = problem;

    /// <summary>The next step to take.</summary>
    public string Remedy { get; } = remedy;

    /// <summary>The HTTP status; null when there was no answer.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>MLflow's own word for it, <c>RESOURCE_DOES_NOT_EXIST</c>; empty when the answer was not MLflow's.</summary>
    public string Code { get; init; } = "";

    /// <summary>Whether the same request may succeed a little later.</summary>
    public bool Passing { get; init; }

    /// <summary>Whether every other request would fail too: the server is away, busy, broken, or refuses who asks.</summary>
    public bool Outage { get; init; }

    /// <summary>How long the server asks to be left alone; null: it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
