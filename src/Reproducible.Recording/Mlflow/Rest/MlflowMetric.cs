namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>One measured point.</summary>
/// <param name="Key">At most 250 characters of MLflow's alphabet.</param>
/// <param name="Value">NaN and infinities are allowed; see <see cref="StoredValue"/>.</param>
/// <param name="Timestamp">Milliseconds since 1970, UTC.</param>
/// <param name="Step">What it is drawn over: an epoch, a batch.</param>
public sealed record MlflowMetric(string Key, double Value, long Timestamp, long Step)
{
    /// <summary>The value as a server with a database gives it back: it keeps NaN, but turns an infinity into the largest double.</summary>
    internal double StoredValue => double.IsInfinity(Value) ? Math.CopySign(double.MaxValue, Value) : Value;
}
