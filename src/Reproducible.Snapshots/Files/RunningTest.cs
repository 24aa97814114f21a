using System.Reflection;
using Xunit;
using Xunit.v3;

namespace Reproducible.Snapshots.Files;

/// <summary>The xunit test that is calling.</summary>
/// <param name="Class">The class the test runs in; not the base class that may declare the method.</param>
internal sealed record RunningTest(Type Class, MethodInfo Method, IReadOnlyList<object?> Arguments, string DisplayName)
{
    /// <summary>Null outside a test.</summary>
    internal static RunningTest? Current => TestContext.Current.Test is IXunitTest test
        ? new RunningTest(test.TestMethod.TestClass.Class, test.TestMethod.Method, test.TestMethodArguments, test.TestDisplayName)
        : null;
}
