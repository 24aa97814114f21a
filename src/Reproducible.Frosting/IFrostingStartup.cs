using Microsoft.Extensions.DependencyInjection;

namespace Reproducible.Frosting;

/// <summary>Registers services for the constructors of tasks, contexts and lifetimes.</summary>
public interface IFrostingStartup
{
    /// <summary>Called once, when it is handed to <c>CakeHost.UseStartup</c>.</summary>
    void Configure(IServiceCollection services);
}
