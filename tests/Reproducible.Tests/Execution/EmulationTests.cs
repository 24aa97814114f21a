using System.Diagnostics;
using Reproducible.Execution;
using Reproducible.Keys;
using Reproducible.Store;

namespace Reproducible.Tests.Execution;

/// <summary>
/// The same run on this processor and on a Haswell of 2013 that qemu-user emulates, the worker as it is: .NET, the shim and libtorch.
/// Under emulation CPUID answers as a Haswell does, so each library chooses its kernels as it would there.
/// </summary>
public sealed class EmulationTests : IDisposable
{
    private const string Emulator = "/usr/bin/qemu-x86_64";
    // qemu-user 7.2 now and then ends .NET with a fault of its own, in one folder more often than in another.
    private const string EmulatorsFault = "qemu: uncaught target signal 11";
    private const int Tries = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task A_portable_run_of_two_steps_gives_the_same_weights_on_an_emulated_Haswell()
    {
        Assert.SkipUnless(File.Exists(Emulator), $"'{Emulator}' is not there; `apt-get install qemu-user` brings it.");

        var here = await WeightsAsync("here", emulated: false);
        string? there = null;
        for (var tries = 0; there is null && tries < Tries; tries++)
        {
            there = await WeightsAsync($"there-{tries}", emulated: true);
        }

        Assert.SkipWhen(there is null, $"the emulator said '{EmulatorsFault}' {Tries} times of {Tries}.");
        Assert.Equal(here, there);
    }

    public void Dispose() => folder.Dispose();

    /// <returns>The hash of the weights; null when the emulator ended with a fault of its own.</returns>
    private async Task<string?> WeightsAsync(string name, bool emulated)
    {
        var options = new LabOptions { Results = folder.File(name), InstructionSet = InstructionSet.Portable };
        var run = new TinyTwoSteps().Named.Experiment.Runs[0];
        var id = RunKey.Of(run, options).Id;
        var start = TestLab.Program.StartInfo(options);
        if (emulated)
        {
            foreach (var argument in new[] { start.FileName, "Haswell", "-cpu" })
            {
                start.ArgumentList.Insert(0, argument);
            }

            start.FileName = Emulator;
        }

        using var patience = new CancellationTokenSource(Patience);
        using var worker = Process.Start(start)!;
        try
        {
            var error = worker.StandardError.ReadToEndAsync(patience.Token);
            // Not --run: that starts a second process, and the emulator hands what is started to the real processor.
            await worker.StandardInput.WriteLineAsync(new RunRequest(nameof(TinyTwoSteps), id).ToLine());
            await worker.StandardInput.FlushAsync(patience.Token);
            var said = await AnswerAsync(worker, patience.Token);
            var end = said?.ToString() ?? await EndOf(worker, error);
            if (emulated && said is null && end.Contains(EmulatorsFault, StringComparison.Ordinal))
            {
                return null;
            }

            Assert.True(said is WorkerStored { Finished: true }, $"{name}: {end}");
            Assert.Equal(emulated ? Path.GetFileName(Emulator) : "dotnet", Path.GetFileName(File.ResolveLinkTarget($"/proc/{worker.Id}/exe", returnFinalTarget: true)!.Name));
        }
        finally
        {
            worker.Kill();
        }

        return new RunStore(options.Store).Find(run, id)!.Receipt.WeightsSha256!;
    }

    private static async Task<string> EndOf(Process worker, Task<string> error)
    {
        var text = await error;
        await worker.WaitForExitAsync(TestContext.Current.CancellationToken);

        return $"exit code {worker.ExitCode}\n{text}";
    }

    /// <summary>The worker's last word on the run; null when it ended without one.</summary>
    private static async Task<WorkerMessage?> AnswerAsync(Process worker, CancellationToken cancel)
    {
        while (await worker.StandardOutput.ReadLineAsync(cancel) is { } line)
        {
            if (WorkerMessage.Read(line).Message is { } message and (WorkerStored or WorkerRefused))
            {
                return message;
            }
        }

        return null;
    }
}
