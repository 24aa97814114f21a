using System.Text.Json;

namespace Reproducible.Recording.Tests.Mlflow;

/// <summary>What a real server answered to a request of some name; see Recorded/README.md.</summary>
public sealed record RecordedAnswer(int Status, string? ContentType, string Body)
{
    private static readonly Dictionary<string, Dictionary<string, RecordedAnswer>> Files = [];

    /// <summary>An answer of MLflow 3.11 with SQLite, unless another file is named.</summary>
    public static RecordedAnswer Of(string name, string file = "3.11.2.dev0-sqlite")
    {
        lock (Files)
        {
            return (Files.TryGetValue(file, out var answers) ? answers : Files[file] = Read(file))[name];
        }
    }

    /// <summary>The same answer with another status or text in it.</summary>
    public RecordedAnswer With(string old, string now)
    {
        Assert.Contains(old, Body, StringComparison.Ordinal);

        return this with { Body = Body.Replace(old, now, StringComparison.Ordinal) };
    }

    private static Dictionary<string, RecordedAnswer> Read(string file) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Mlflow", "Recorded", $"{file}.jsonl"))
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToDictionary(
                record => record.GetProperty("name").GetString()!,
                record => new RecordedAnswer(
                    record.GetProperty("status").GetInt32(), record.GetProperty("content_type").GetString(), record.GetProperty("response_body_raw").GetString()!));
}
