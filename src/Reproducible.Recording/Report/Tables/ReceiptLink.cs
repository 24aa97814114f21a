using Reproducible.Runs;
using Reproducible.Store;

namespace Reproducible.Recording.Report.Tables;

/// <summary>Links from <c>results/report/index.html</c> into the store.</summary>
internal static class ReceiptLink
{
    /// <summary><c>../store/&lt;id&gt;/receipt.json</c>.</summary>
    public static string To(RunRecord run) => $"../store/{run.Receipt.Id}/{ReceiptFile.Name}";

    /// <summary>What its worker said last; null where nothing was kept.</summary>
    public static string? ToLog(RunRecord run) =>
        File.Exists(Path.Combine(run.Folder, RunFiles.Log)) ? $"../store/{run.Receipt.Id}/{RunFiles.Log}" : null;
}
