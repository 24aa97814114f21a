using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Cake.Core;
using Spectre.Console;

namespace Reproducible.Build.Documents;

/// <summary>
/// What <c>--json</c> prints: one document, at the end, whatever the end is. Its fields are described in build/README.md; a change that
/// takes one away or gives it another meaning has another <c>schema</c>.
/// </summary>
public sealed class JsonDocument
{
    private const string Schema = "reproducible.build/1";

    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower), new FiniteNumbers() },
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // It is read by programs, not put into a page.
    };

    private readonly Lock gate = new();
    private readonly JsonObject sections = [];
    private readonly List<string> warnings = [];
    private Stream? output;

    private JsonDocument(Stream? output) => this.output = output;

    /// <summary>Nobody asked for one: what is added goes nowhere.</summary>
    public static JsonDocument None { get; } = new(null);

    /// <summary>Whether the standard output belongs to this document.</summary>
    public bool IsAsked => output is not null;

    /// <summary>From now on the standard output belongs to the document.</summary>
    public static JsonDocument Begin(ICakeContext script)
    {
        ArgumentNullException.ThrowIfNull(script);

        return new(StandardOutput.Take((IAnsiConsole?)script.ServiceProvider.GetService(typeof(IAnsiConsole))));
    }

    /// <summary>A document that goes elsewhere.</summary>
    /// <param name="output">Disposed of when the document is printed.</param>
    internal static JsonDocument To(Stream output) => new(output);

    /// <summary>A part of a document that another call printed; null: the text is none, or has no such part.</summary>
    internal static TSection? Find<TSection>(string text, string name)
        where TSection : class
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject document && document[name] is { } section ? section.Deserialize<TSection>(Format) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Notes what did not fail the call, and somebody should know; who calls prints it too.</summary>
    internal void Warn(string warning)
    {
        lock (gate)
        {
            warnings.Add(warning);
        }
    }

    /// <summary>Adds a part under its name; a later one of the same name replaces it.</summary>
    /// <param name="section">Made only when somebody asked.</param>
    internal void Add<TSection>(string name, Func<TSection> section)
    {
        if (IsAsked)
        {
            lock (gate)
            {
                sections[name] = JsonSerializer.SerializeToNode(section(), Format);
            }
        }
    }

    /// <summary>Prints the document. Only the first call does.</summary>
    /// <param name="targets">What was asked for.</param>
    /// <param name="fault">Why the call failed; null: it did not.</param>
    /// <param name="exitCode">What this process is about to end with.</param>
    internal void End(IReadOnlyList<string> targets, Exception? fault, int exitCode)
    {
        lock (gate)
        {
            if (output is null)
            {
                return;
            }

            var head = new Head(Schema, targets, exitCode == 0, exitCode, fault is null ? null : ErrorText.Of(fault), warnings);
            var document = JsonSerializer.SerializeToNode(head, Format)!.AsObject();
            foreach (var (name, section) in sections)
            {
                document[name] = section?.DeepClone();
            }

            output.Write(JsonSerializer.SerializeToUtf8Bytes(document, Format));
            output.Write("\n"u8);
            output.Dispose();
            output = null;
        }
    }

    private sealed record Head(string Schema, IReadOnlyList<string> Targets, bool Succeeded, int ExitCode, ErrorText? Error, IReadOnlyList<string> Warnings);
}
