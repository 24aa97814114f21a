using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>Whose word is taken for a server's certificate, as MLflow's own client reads it from the environment.</summary>
internal static class Tls
{
    private const string Authority = "MLFLOW_TRACKING_SERVER_CERT_PATH", Own = "MLFLOW_TRACKING_CLIENT_CERT_PATH", Insecure = "MLFLOW_TRACKING_INSECURE_TLS";

    /// <summary>
    /// Nothing set: the machine's authorities. MLFLOW_TRACKING_SERVER_CERT_PATH: those of that PEM file, or of the files of that folder,
    /// and no others. MLFLOW_TRACKING_INSECURE_TLS: anyone's. The name in the certificate is checked but in the last case.
    /// </summary>
    /// <exception cref="MlflowException">A file cannot be used, or both are set.</exception>
    public static SslClientAuthenticationOptions Of(Func<string, string?> environment)
    {
        var (authority, own, insecure) = (environment(Authority), environment(Own), IsOn(environment(Insecure)));
        var options = new SslClientAuthenticationOptions();
        if (!string.IsNullOrEmpty(own))
        {
            options.ClientCertificates = [Load(Own, own, () => X509Certificate2.CreateFromPemFile(own))];
        }

        if (insecure && !string.IsNullOrEmpty(authority))
        {
            throw new MlflowException($"{Insecure} asks for no verification and {Authority} for one.", $"Unset {Insecure}.");
        }

        if (insecure)
        {
#pragma warning disable CA5359 // Asked for by name, as by MLflow's own switch; off unless it is set.
            options.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        else if (!string.IsNullOrEmpty(authority))
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.AddRange(Load(Authority, authority, () => Authorities(authority)));
            options.CertificateChainPolicy = policy;
        }

        return options;
    }

    private static X509Certificate2Collection Authorities(string path)
    {
        var found = new X509Certificate2Collection();
        foreach (var file in Directory.Exists(path) ? Directory.GetFiles(path) : [path])
        {
            found.ImportFromPemFile(file);
        }

        return found.Count > 0 ? found : throw new CryptographicException("no certificate is in it");
    }

    private static T Load<T>(string variable, string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new MlflowException($"{variable} names '{path}', which cannot be used: {fault.Message.TrimEnd('.')}.", "Let it name a file in PEM format.");
        }
    }

    private static bool IsOn(string? text) => text?.Trim().ToLowerInvariant() switch
    {
        null or "" or "false" or "0" => false,
        "true" or "1" => true,
        _ => throw new MlflowException($"{Insecure} is '{text}'.", "Set it to true or false, or unset it."),
    };
}
