using System.Net;
using System.Reflection;

namespace PartnerQualification.TokenService;

/// <summary>
/// Puts a platform in the place of the network that the client's sign-in uses. The client has one internal member for it,
/// reached by reflection, by these tests and by the Pester helper alike; no parameter and no environment variable does it.
/// </summary>
public static class ClientHook
{
    /// <summary>Puts a platform in the network's place, for the rest of the process.</summary>
    /// <param name="client">The client's assembly, in whichever load context it is.</param>
    /// <param name="platform">The platform.</param>
    public static void Install(Assembly client, IdentityPlatform platform) => Install(client, _ => platform);

    /// <summary>Puts handlers in the network's place, for the rest of the process.</summary>
    /// <param name="client">The client's assembly, in whichever load context it is.</param>
    /// <param name="handler">Gives the handler for a proxy; nothing where the network itself is to be used.</param>
    public static void Install(Assembly client, Func<IWebProxy?, HttpMessageHandler?> handler) =>
        client.GetType("PartnerQualification.Client.MsalHttp", throwOnError: true)!
            .GetProperty("HandlerForTests", BindingFlags.Static | BindingFlags.NonPublic)!
            .SetValue(null, handler);
}
