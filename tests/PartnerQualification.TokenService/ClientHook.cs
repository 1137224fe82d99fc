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
        Member(client, "PartnerQualification.Client.MsalHttp", "HandlerForTests").SetValue(null, handler);

    /// <summary>Keeps sign-ins in folders of the test's, for the rest of the process.</summary>
    /// <param name="client">The client's assembly, in whichever load context it is.</param>
    /// <param name="folder">Gives the folder for an application id, and whether plain files do there, for a test machine has no protected store; nothing where the user's own is meant.</param>
    public static void KeepSignInsIn(Assembly client, Func<string, (string Folder, bool IsPlain)?> folder) =>
        Member(client, "PartnerQualification.Client.KeptSignIn", "FolderForTests").SetValue(null, folder);

    /// <summary>Keeps all sign-ins in plain files of one folder, for the rest of the process.</summary>
    /// <param name="client">The client's assembly, in whichever load context it is.</param>
    /// <param name="folder">The folder.</param>
    public static void KeepSignInsInPlainFiles(Assembly client, string folder) => KeepSignInsIn(client, _ => (folder, true));

    private static PropertyInfo Member(Assembly client, string type, string property) =>
        client.GetType(type, throwOnError: true)!.GetProperty(property, BindingFlags.Static | BindingFlags.NonPublic)
        ?? throw new MissingMemberException(type, property);
}
