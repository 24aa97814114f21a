using System.Diagnostics;
using System.Text.Json;
using Reproducible.Benchmarks.Measuring;

namespace Reproducible.Benchmarks.Tests.Measuring;

/// <summary>Programs that are asked, and programs that end; here shells.</summary>
public sealed class ProcessTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_participant_answers_once_a_line_and_what_else_it_prints_is_not_read()
    {
        await using var side = await Participant.StartAsync(Shell("""echo noise; echo '{"ready": "1"}'; n=0; while read -r line; do n=$((n+1)); echo more noise; echo "{\"seconds\": $n}"; done"""), Cancel);

        Assert.Equal("1", side.Ready.GetProperty("ready").GetString());
        Assert.Equal(1, await side.AskAsync("seconds", Cancel));
        Assert.Equal(2, await side.AskAsync("seconds", Cancel));
    }

    [Fact]
    public async Task A_participant_that_ends_says_why()
    {
        await using var side = await Participant.StartAsync(Shell("""echo '{}'; read -r line; echo 'no such module' >&2; exit 3"""), Cancel);
        var fault = await Assert.ThrowsAsync<ReproducibleException>(() => side.AskAsync(Cancel));

        Assert.Contains("exit code 3", fault.Message, StringComparison.Ordinal);
        Assert.Contains("no such module", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_participant_that_never_gets_ready_is_an_error_with_its_last_words()
    {
        var fault = await Assert.ThrowsAsync<ReproducibleException>(() => Participant.StartAsync(Shell("echo 'it broke' >&2; exit 1"), Cancel));

        Assert.Contains("it broke", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_gives_lines_and_time()
    {
        var call = await Call.RunAsync(Shell("echo one; sleep 0.2; echo two"), Cancel);

        Assert.Equal(["one", "two"], call.Lines);
        Assert.True(call.Seconds >= 0.2);
    }

    [Fact]
    public async Task A_call_that_fails_says_why()
    {
        var fault = await Assert.ThrowsAsync<ReproducibleException>(() => Call.RunAsync(Shell("echo 'disk full' >&2; exit 2"), Cancel));

        Assert.Contains("exit code 2", fault.Message, StringComparison.Ordinal);
        Assert.Contains("disk full", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_is_left_is_killed_with_all_that_it_started()
    {
        using var stop = new CancellationTokenSource();
        var marker = Path.Combine(Path.GetTempPath(), $"reproducible-{Guid.NewGuid():n}");
        var running = Call.RunAsync(Shell($"sleep 1000 & echo $! >'{marker}.new'; mv '{marker}.new' '{marker}'; wait"), stop.Token);
        while (!File.Exists(marker))
        {
            await Task.Delay(20, Cancel);
        }

        var child = int.Parse(await File.ReadAllTextAsync(marker, Cancel), System.Globalization.CultureInfo.InvariantCulture);
        File.Delete(marker);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.False(Lives(child));
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_an_error_that_names_it() =>
        Assert.Contains("no-such-program", (await Assert.ThrowsAsync<ReproducibleException>(() => Call.RunAsync(new("no-such-program"), Cancel))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_peer_has_one_thread_and_the_allocator_as_it_comes()
    {
        var python = new Python("/bin/bash", "", "");
        async Task<JsonElement> EnvironmentAsync(bool allocator)
        {
            var script = Path.Combine(Path.GetTempPath(), $"reproducible-{Guid.NewGuid():n}.sh");
            await File.WriteAllTextAsync(script, """echo "{\"threads\": \"$OMP_NUM_THREADS\", \"trim\": \"$MALLOC_TRIM_THRESHOLD_\"}" """, Cancel);
            var said = await Call.RunAsync(python.Start(script, allocator, []), Cancel);
            File.Delete(script);

            return JsonDocument.Parse(said.Lines[0]).RootElement;
        }

        var (plain, told) = (await EnvironmentAsync(allocator: false), await EnvironmentAsync(allocator: true));

        Assert.Equal("1", plain.GetProperty("threads").GetString());
        Assert.Equal("", plain.GetProperty("trim").GetString());
        Assert.Equal("4294967296", told.GetProperty("trim").GetString());
    }

    private static ProcessStartInfo Shell(string script) => new("/bin/bash", ["-c", script]);

    // A killed process whose parent was killed too is gone, or waits as a zombie for whoever inherits it.
    private static bool Lives(int process)
    {
        try
        {
            return !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
