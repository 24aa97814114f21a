using System.Reflection;
using System.Runtime.Loader;
using Reproducible.Keys;

namespace Reproducible.Tests.Keys.Code;

/// <summary>Assemblies compiled into a folder of the test's own and loaded from there, beside others of the same names.</summary>
internal sealed class LoadedFolder : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly AssemblyLoadContext context = new("variant", isCollectible: true);

    public LoadedFolder() => context.Resolving += (self, name) =>
        File.Exists(PathOf(name.Name!)) ? self.LoadFromAssemblyPath(PathOf(name.Name!)) : null;

    public void Compile(string name, string source, params string[] references) =>
        Compiler.Compile(source, PathOf(name), [.. references.Select(PathOf)]);

    public string PathOf(string assembly) => folder.File(assembly + ".dll");

    public Assembly Load(string assembly) => context.LoadFromAssemblyPath(PathOf(assembly));

    /// <summary>The code reached from <c>Sample.Entry.Run</c>, with <c>Sample.Part</c> whole where there is one.</summary>
    public IReadOnlyDictionary<string, string> Closure(string assembly)
    {
        var loaded = Load(assembly);
        Type[] whole = loaded.GetType("Sample.Part") is { } part ? [part] : [];

        return CodeClosure.Of(whole, [loaded.GetType("Sample.Entry", throwOnError: true)!.GetMethod("Run")!]).Types;
    }

    public void Dispose()
    {
        context.Unload();
        folder.Dispose();
    }
}
