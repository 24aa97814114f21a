namespace Reproducible;

/// <summary>The checkout whose build output these tests run from.</summary>
internal static class Checkout
{
    /// <summary>Absolute path of the folder that holds Reproducible.sln.</summary>
    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Reproducible.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"No folder above '{AppContext.BaseDirectory}' holds Reproducible.sln.");
        }

        return folder.FullName;
    }
}
