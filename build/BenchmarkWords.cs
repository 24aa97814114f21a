namespace Reproducible.Build;

/// <summary>What of the command line the program in benchmarks/ asks for.</summary>
internal static class BenchmarkWords
{
    public static IReadOnlyList<string> Of(BuildSettings settings) =>
    [
        "claims", $"--root={settings.Root}", "--until-input-ends", $"--device={settings.Lab.Device}",
        .. Named("filter", settings.Filter),
        .. settings.Quick ? ["--quick"] : Array.Empty<string>(),

        // A folder of MLflow's files is no server.
        .. Named("mlflow", settings.Mlflow is { } place && place.StartsWith("http", StringComparison.Ordinal) ? place : null),
    ];

    private static string[] Named(string name, string? value) => value is null ? [] : [$"--{name}={value}"];
}
