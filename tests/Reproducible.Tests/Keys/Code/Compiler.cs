using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Reproducible.Tests.Keys.Code;

/// <summary>The SDK's own C# compiler, executed in this process: a compilation costs a fraction of a new process's.</summary>
internal static class Compiler
{
    private static readonly string[] Framework = ["System.Private.CoreLib", "System.Runtime", "System.Collections", "System.Linq"];
    private static readonly Lazy<MethodInfo> Main = new(Load);

    /// <summary>Compiles a library, optimized and deterministic, against the running framework.</summary>
    /// <param name="path">The assembly to write; its simple name is the file's. The source is written beside it.</param>
    public static void Compile(string source, string path, params string[] references)
    {
        var file = Path.ChangeExtension(path, ".cs");
        File.WriteAllText(file, source);
        string[] framework = [.. Framework.Select(name => Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), name + ".dll"))];
        string[] arguments =
        [
            "/noconfig", "/nostdlib", "/nologo", "/target:library", "/deterministic", "/optimize", "/debug-", "/unsafe", "/langversion:latest",
            .. framework.Concat(references).Select(reference => $"/reference:{reference}"), $"/out:{path}", file,
        ];
        var said = new StringWriter();
        var console = Console.Out;
        Console.SetOut(said);
        try
        {
            Assert.True((int)Main.Value.Invoke(null, [arguments])! == 0, said.ToString());
        }
        finally
        {
            Console.SetOut(console);
        }
    }

    private static MethodInfo Load()
    {
        // <root>/shared/Microsoft.NETCore.App/<version>/ is the framework; <root>/sdk/<version>/ are the SDKs.
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));
        var folder = Directory.GetDirectories(Path.Combine(root, "sdk"))
            .Select(sdk => Path.Combine(sdk, "Roslyn", "bincore")).Last(Directory.Exists);
        var context = new AssemblyLoadContext("compiler");
        context.Resolving += (self, name) => Path.Combine(folder, name.Name + ".dll") is var path && File.Exists(path)
            ? self.LoadFromAssemblyPath(path)
            : null;

        return context.LoadFromAssemblyPath(Path.Combine(folder, "csc.dll")).EntryPoint!;
    }
}
