using System.IO.Compression;
using Reproducible.Runs;
using Reproducible.Store;
using Reproducible.Strategies;
using Reproducible.Tests.Training;
using Reproducible.Verification;

namespace Reproducible.Tests.Verification.Export;

/// <summary>A run with its source, executed once, and its export.</summary>
public sealed class ExportedRuns : SmallRuns
{
    public ExportedRuns()
    {
        First = Execute(SourceSpec);
        Run = Execute(TargetSpec);
        Zip = Path.Combine(Options.Results, "run.zip");
        RunExport.Write(Store, Run.Receipt.Id, Zip);
    }

    public static RunSpec SourceSpec => Source;

    public static RunSpec TargetSpec { get; } = Target(new FullFineTune());

    /// <summary>The source.</summary>
    public RunRecord First { get; }

    /// <summary>The run that starts from it.</summary>
    public RunRecord Run { get; }

    /// <summary>Absolute path of the export.</summary>
    public string Zip { get; }

    public RunStore Store => new(Options.Store);

    /// <summary>A store with copies of the runs, to be damaged.</summary>
    internal RunStore Copy(TemporaryFolder folder)
    {
        foreach (var file in Directory.EnumerateFiles(Store.Folder, "*", SearchOption.AllDirectories))
        {
            var place = Path.Combine(folder.File("store"), Path.GetRelativePath(Store.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.Copy(file, place);
        }

        return new(folder.File("store"));
    }

    /// <summary>A copy of the export that was tampered with.</summary>
    internal string Altered(TemporaryFolder folder, Action<ZipArchive> alter)
    {
        var path = folder.File("altered.zip");
        File.Copy(Zip, path);
        using var zip = ZipFile.Open(path, ZipArchiveMode.Update);
        alter(zip);

        return path;
    }
}
