using System.Diagnostics;

namespace Reproducible.Snapshots.Tests;

public sealed class VerificationTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Fails_on_a_new_snapshot_and_prints_the_command_that_accepts_it()
    {
        var failure = await Assert.ThrowsAsync<VerifyException>(() => Verify("a\r\nb\r\n"));

        Assert.StartsWith($"New: new.verified.txt\nDirectory: {folder.Path}\n\nReceived, 2 lines:\na\nb\n", failure.Message, StringComparison.Ordinal);
        Assert.Equal("a\nb"u8.ToArray(), await File.ReadAllBytesAsync(folder.At("new.received.txt"), TestContext.Current.CancellationToken));

        var command = failure.Message.Split('\n')[^1];
        using var shell = Process.Start("/bin/sh", ["-c", command]);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        await Verify("a\nb");

        Assert.StartsWith("mv '", command, StringComparison.Ordinal);
        Assert.Equal([folder.At("new.verified.txt")], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task Shows_a_mismatch_line_by_line_and_keeps_what_was_received()
    {
        folder.Write("new.verified.txt", "one\ntwo\nthree");

        var failure = await Assert.ThrowsAsync<VerifyException>(() => Verify("one\n2\nthree"));

        Assert.StartsWith($"NotEqual: new.verified.txt\nDirectory: {folder.Path}\n\n  one\n- two\n+ 2\n  three\n\nTo accept what was received:\nmv '", failure.Message, StringComparison.Ordinal);
        Assert.Equal("one\n2\nthree", await File.ReadAllTextAsync(folder.At("new.received.txt"), TestContext.Current.CancellationToken));
        Assert.Equal("one\ntwo\nthree", await File.ReadAllTextAsync(folder.At("new.verified.txt"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("\uFEFFone\r\ntwo\r\n")]
    [InlineData("one\ntwo")]
    public async Task Passes_whatever_an_editor_did_to_line_ends_and_removes_a_stale_file(string verified)
    {
        folder.Write("new.verified.txt", verified);
        folder.Write("new.received.txt", "stale");

        await Verify("one\ntwo\n");

        Assert.False(File.Exists(folder.At("new.received.txt")));
    }

    [Fact]
    public async Task Accepts_only_when_code_says_so()
    {
        await Verify("a").AutoVerify();
        var announced = await Assert.ThrowsAsync<VerifyException>(() => Verify("b").AutoVerify(throwException: true));
        var refused = await Assert.ThrowsAsync<VerifyException>(() => Verify("c").AutoVerify(path => path != folder.At("new.verified.txt")));

        Assert.EndsWith("- a\n+ b\n\nAccepted, as AutoVerify was asked to.", announced.Message, StringComparison.Ordinal);
        Assert.Contains("- b\n+ c\n", refused.Message, StringComparison.Ordinal);
        Assert.Equal("b", await File.ReadAllTextAsync(folder.At("new.verified.txt"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Uses_the_comparer_registered_for_the_extension_unless_the_test_brings_its_own()
    {
        folder.Write("new.verified.loose", "ABC");

        await Verify("abc", "loose");
        var different = await Assert.ThrowsAsync<VerifyException>(() => Verify("abd", "loose"));
        var own = await Assert.ThrowsAsync<VerifyException>(() => Verify("abc", "loose").UseStringComparer((_, _, _) => Task.FromResult(new CompareResult(false))));

        Assert.Contains("more than case differs", different.Message, StringComparison.Ordinal);
        Assert.Contains("- ABC\n+ abc\n", own.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hands_the_settings_context_to_the_comparer()
    {
        folder.Write("new.verified.txt", "a");
        var settings = new VerifySettings();
        settings.Context["answer"] = 42;
        object? seen = null;

        await Verify("b", settings: settings).UseStringComparer((_, _, context) =>
        {
            seen = context["answer"];
            return Task.FromResult(CompareResult.Equal);
        });

        Assert.Equal(42, seen);
    }

    [Fact]
    public async Task Names_both_tests_that_use_one_file()
    {
        folder.Write("Same.verified.txt", "a");
        await Verifier.Verify("a").UseDirectory(folder.Path).UseFileName("Same");

        var failure = await Assert.ThrowsAsync<ArgumentException>(() => Verifier.Verify("a").UseDirectory(folder.Path).UseFileName("same"));

        Assert.Equal(
            $"The snapshot '{folder.At("same")}' is used by '{Name}' and by '{Name}'. "
            + "Tell them apart with UseMethodName, UseParameters or UseFileName, or call DisableRequireUniquePrefix where sharing is meant.",
            failure.Message);
    }

    [Fact]
    public async Task Still_shows_the_difference_when_the_folder_cannot_be_written()
    {
        var file = folder.Write("a file", "not a folder");

        var failure = await Assert.ThrowsAsync<VerifyException>(() => Verifier.Verify("a").UseDirectory(file));

        Assert.Contains("Received, 1 line:\na\n\nWhat was received could not be written: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("\nmv '", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".csv")]
    [InlineData(" ")]
    public async Task Refuses_an_extension_with_a_dot_or_none(string extension)
    {
        var failure = await Assert.ThrowsAsync<ArgumentException>(() => Verify("a", extension));

        Assert.StartsWith($"The extension is '{extension}'. Give it without the dot, such as csv.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closes_the_settings_for_all_with_the_first_verification()
    {
        await Verify("a").AutoVerify();

        var failure = Assert.Throws<ArgumentException>(() => VerifierSettings.AddScrubber(text => text.Clear()));

        Assert.EndsWith("Call VerifierSettings from a [ModuleInitializer].", failure.Message, StringComparison.Ordinal);
    }

    private static string Name => TestContext.Current.Test!.TestDisplayName;

    private SettingsTask Verify(string text, string extension = "txt", VerifySettings? settings = null) =>
        Verifier.Verify(text, extension, settings).UseDirectory(folder.Path).UseFileName("new").DisableRequireUniquePrefix();
}
