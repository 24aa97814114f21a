using Microsoft.Extensions.DependencyInjection;

namespace Reproducible.Frosting.Sample;

/// <summary>Registers the sample's services.</summary>
public sealed class Shelves : IFrostingStartup
{
    /// <inheritdoc/>
    public void Configure(IServiceCollection services) => services.AddSingleton<Pantry>();
}
