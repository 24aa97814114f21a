namespace Reproducible.Frosting.Registration;

/// <summary>A setting that holds where cake.config, the environment and the command line are silent.</summary>
internal sealed record CakeSetting(string Key, string Value);
