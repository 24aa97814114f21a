using Cake.Core.IO;

namespace Reproducible.Frosting.Registration;

/// <summary>Where tasks start: absolute, or relative to the script's folder.</summary>
internal sealed record WorkingDirectory(DirectoryPath Path);
