using Cake.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Reproducible.Frosting.Registration;

/// <summary>What a constructor may ask for before a project adds anything: the context and its parts.</summary>
internal static class HostServices
{
    internal static ServiceCollection For(ICakeContext script, ICakeEngine engine)
    {
        var services = new ServiceCollection();
        services.AddSingleton<ICakeContext>(provider => new HostContext(script, provider.GetServices<CakeSetting>()));
        services.AddSingleton<FrostingContext>();
        services.AddSingleton<IFrostingContext>(provider => provider.GetRequiredService<FrostingContext>());
        services.AddSingleton(provider => provider.GetRequiredService<ICakeContext>().Configuration);
        services.AddSingleton(engine);
        services.AddSingleton(script.FileSystem);
        services.AddSingleton(script.Environment);
        services.AddSingleton(script.Globber);
        services.AddSingleton(script.Log);
        services.AddSingleton(script.Arguments);
        services.AddSingleton(script.ProcessRunner);
        services.AddSingleton(script.Registry);
        services.AddSingleton(script.Tools);
        services.AddSingleton(script.Data);
        services.AddSingleton(script.ToolInstaller);
        return services;
    }
}
