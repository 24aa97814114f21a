using Cake.Core;
using Cake.Core.Configuration;

namespace Reproducible.Frosting.Registration;

/// <summary>The script's context with the host's settings behind Cake's own.</summary>
internal sealed class HostContext(ICakeContext script, IEnumerable<CakeSetting> settings) : CakeContextAdapter(script)
{
    public override ICakeConfiguration Configuration { get; } = new Settings(script.Configuration, settings);

    private sealed class Settings(ICakeConfiguration cake, IEnumerable<CakeSetting> settings) : ICakeConfiguration
    {
        public string? GetValue(string key) => cake.GetValue(key)
            ?? settings.LastOrDefault(setting => setting.Key.Equals(key, StringComparison.OrdinalIgnoreCase))?.Value;
    }
}
