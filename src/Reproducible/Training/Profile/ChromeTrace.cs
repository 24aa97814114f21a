using System.Text.Json;

namespace Reproducible.Training;

/// <summary>Writes a profile in the Trace Event Format, JSON object form, which chrome://tracing and Perfetto open: complete events, times in microseconds.</summary>
internal static class ChromeTrace
{
    private const int Process = 1;
    private const long StepsThread = 0; // libtorch's threads count from 1.
    private const decimal PerMicrosecond = 1000;

    /// <param name="about">Stands under otherData.</param>
    public static void Write(Stream output, StepProfile profile, IReadOnlyDictionary<string, string> about)
    {
        using var json = new Utf8JsonWriter(output);
        var zero = profile.Spans[0].Begin;
        json.WriteStartObject();
        json.WriteStartArray("traceEvents");
        Name(json, "process_name", StepsThread, about.GetValueOrDefault("run", "run"));
        Name(json, "thread_name", StepsThread, "steps and their phases");
        foreach (var thread in profile.Events.Select(found => found.Thread).Distinct().Order())
        {
            Name(json, "thread_name", thread, $"operators of thread {thread}");
        }

        foreach (var step in profile.Spans.GroupBy(span => span.Step))
        {
            Complete(json, $"step {step.Key}", "step", StepsThread, step.First().Begin - zero, step.Last().End - step.First().Begin);
            foreach (var span in step)
            {
                Complete(json, PhaseName(span.Phase), "phase", StepsThread, span.Begin - zero, span.End - span.Begin);
            }
        }

        foreach (var found in profile.Events.Where(found => found.Begin >= zero))
        {
            Complete(json, found.Name, found.IsBackward ? "backward" : "operator", found.Thread, found.Begin - zero, found.End - found.Begin);
        }

        json.WriteEndArray();
        json.WriteString("displayTimeUnit", "ms");
        json.WriteStartObject("otherData");
        foreach (var (name, value) in about)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>As it is written and printed.</summary>
    internal static string PhaseName(StepPhase phase) => phase.ToString().ToLowerInvariant();

    private static void Complete(Utf8JsonWriter json, string name, string category, long thread, long begin, long duration)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("cat", category);
        json.WriteString("ph", "X");
        json.WriteNumber("ts", begin / PerMicrosecond);
        json.WriteNumber("dur", duration / PerMicrosecond);
        json.WriteNumber("pid", Process);
        json.WriteNumber("tid", thread);
        json.WriteEndObject();
    }

    private static void Name(Utf8JsonWriter json, string kind, long thread, string name)
    {
        json.WriteStartObject();
        json.WriteString("name", kind);
        json.WriteString("ph", "M");
        json.WriteNumber("pid", Process);
        json.WriteNumber("tid", thread);
        json.WriteStartObject("args");
        json.WriteString("name", name);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
