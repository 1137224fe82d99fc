using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>The ids that Connect-PartnerQualification is given: what can be no id becomes an error, before a browser opens or anything is sent.</summary>
internal static class SignInChecks
{
    /// <summary>The application's id, as -ApplicationId or as the user name of -Credential.</summary>
    public static string ApplicationId(string? given, PSCredential? credential) =>
        TryParseId(given ?? credential!.UserName, out var id) ? id : throw Refused(CmdletMessages.ApplicationIdRefused(given ?? credential!.UserName, given is null));

    /// <summary>The tenant's id or domain; nothing where the account that signs in says which.</summary>
    public static string? TenantId(string? given) =>
        given is null ? null
        : TryParseId(given, out var id) ? id
        : DomainName.TryParse(given, out var domain) ? domain
        : throw Refused(CmdletMessages.TenantIdRefused(given));

    private static bool TryParseId(string text, out string id)
    {
        var isId = Guid.TryParse(InvisibleCharacters.TrimWithQuotes(text), out var parsed);
        id = parsed.ToString("D");
        return isId;
    }

    private static PartnerCenterException Refused(ErrorText text) => new(PartnerCenterErrorKind.InvalidProperty, text);
}
