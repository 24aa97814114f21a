using System.Diagnostics;
using System.Text.Json;
using Reproducible.Execution;

namespace Reproducible.Benchmarks.Measuring;

/// <summary>
/// A process that does a piece of work each time it is asked: ours or a peer. A line in, a line of JSON out; what else it prints is
/// not read. Between its turns it waits.
/// </summary>
internal sealed class Participant : IAsyncDisposable
{
    private readonly string name;
    private readonly Process process;
    private readonly TailLog errors = new();

    private Participant(string name, Process process)
    {
        (this.name, this.process) = (name, process);
        process.ErrorDataReceived += (_, line) => errors.Add(line.Data);
        process.BeginErrorReadLine();
    }

    /// <summary>What it said when it was ready.</summary>
    public JsonElement Ready { get; private set; }

    /// <summary>Starts it and waits until it is ready to be asked.</summary>
    /// <exception cref="ReproducibleException">It ended; its last words are in the message.</exception>
    public static async Task<Participant> StartAsync(ProcessStartInfo start, CancellationToken cancel)
    {
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        var participant = new Participant(Call.NameOf(start), Call.Start(start));
        try
        {
            participant.Ready = await participant.ReadAsync(cancel).ConfigureAwait(false);

            return participant;
        }
        catch
        {
            await participant.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Has it do its work once.</summary>
    /// <exception cref="ReproducibleException">It ended; its last words are in the message.</exception>
    public async Task<JsonElement> AskAsync(CancellationToken cancel)
    {
        await process.StandardInput.WriteLineAsync("again".AsMemory(), cancel).ConfigureAwait(false);
        await process.StandardInput.FlushAsync(cancel).ConfigureAwait(false);

        return await ReadAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Has it do its work once.</summary>
    /// <param name="field">The field of its answer that counts.</param>
    /// <exception cref="ReproducibleException">It ended; its last words are in the message.</exception>
    public async Task<double> AskAsync(string field, CancellationToken cancel) => (await AskAsync(cancel).ConfigureAwait(false)).GetProperty(field).GetDouble();

    /// <summary>Closes its input, and ends it if that does not.</summary>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        try
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }

        process.Dispose();
    }

    private async Task<JsonElement> ReadAsync(CancellationToken cancel)
    {
        while (await process.StandardOutput.ReadLineAsync(cancel).ConfigureAwait(false) is { } line)
        {
            if (line.StartsWith('{'))
            {
                return JsonDocument.Parse(line).RootElement;
            }
        }

        await process.WaitForExitAsync(cancel).ConfigureAwait(false);
        throw new ReproducibleException($"`{name}` ended with exit code {process.ExitCode}:\n{errors.Text(20)}", "Mend what it says; it can be started by itself.");
    }
}
