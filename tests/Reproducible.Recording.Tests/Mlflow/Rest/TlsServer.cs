using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Reproducible.Recording.Tests.Mlflow.Rest;

/// <summary>A server behind TLS, whose certificate is for <c>localhost</c> and signed by an authority that nobody knows. Its answer is always <c>9.9</c>.</summary>
public sealed class TlsServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 authority;
    private readonly X509Certificate2 certificate;
    private readonly Task serving;

    public TlsServer()
    {
        using var authorityKey = RSA.Create(2048);
        var request = new CertificateRequest("CN=An authority", authorityKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));

        using var key = RSA.Create(2048);
        var own = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        own.CertificateExtensions.Add(names.Build());
        using var signed = own.Create(authority, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1), [1, 2, 3]);
        certificate = signed.CopyWithPrivateKey(key);
        listener.Start();
        serving = Task.Run(ServeAsync);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The authority's certificate in PEM.</summary>
    public string Authority => authority.ExportCertificatePem();

    /// <summary>How many requests were answered.</summary>
    public int Answered { get; private set; }

    /// <summary>How many answers still end in the middle of a record, as those of a server that is killed while it sends.</summary>
    public int Cut { get; set; }

    public void Dispose()
    {
        listener.Dispose();
        serving.Wait();
        authority.Dispose();
        certificate.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync();
                await using var secure = new SslStream(client.GetStream());
                await secure.AuthenticateAsServerAsync(certificate);
                if (await secure.ReadAsync(new byte[4096]) > 0)
                {
                    Answered++;
                    if (Cut-- > 0)
                    {
                        // The head of a record of application data of 16384 bytes, and a few of them.
                        await secure.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 30000\r\n\r\n9."u8.ToArray());
                        await client.GetStream().WriteAsync(new byte[] { 0x17, 3, 3, 0x40, 0, 1, 2, 3 });
                        client.Client.Shutdown(SocketShutdown.Send);
                        continue;
                    }

                    await secure.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\n9.9"u8.ToArray());
                }
            }
            catch (Exception fault) when (fault is IOException or System.Security.Authentication.AuthenticationException)
            {
                // The client did not trust it.
            }
            catch (Exception fault) when (fault is SocketException or InvalidOperationException)
            {
                return;
            }
        }
    }
}
