using Cake.Core;

namespace Reproducible.Build.Documents;

/// <summary>What Cake ends with.</summary>
internal static class ExitCode
{
    private const int Failed = 1;

    public static int Of(Exception fault) => fault is CakeException { ExitCode: not 0 and var code } ? code : Failed;
}
