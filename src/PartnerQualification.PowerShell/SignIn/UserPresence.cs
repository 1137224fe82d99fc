using System.Management.Automation.Host;

namespace PartnerQualification.PowerShell;

/// <summary>Whether there is a user at this PowerShell who would see a browser that it opens.</summary>
internal static class UserPresence
{
    /// <summary>Hosts whose user is elsewhere (remoting) or nowhere (jobs, hosted runspaces).</summary>
    private static readonly string[] HostsWithoutDesktop = ["ServerRemoteHost", "Default Host"];

    private static readonly string[] OptionsBeforeScripts = ["c", "command", "f", "file", "e", "ec", "encodedcommand"];

    public static void Require(PSHost? host)
    {
        if (!Exists(host)) throw new PartnerCenterException(PartnerCenterErrorKind.SignInFailed, CmdletMessages.NobodyToSignIn()) { ErrorId = "SignInNotInteractive" };
    }

    private static bool Exists(PSHost? host) =>
        Environment.UserInteractive
        && host is not null
        && !HostsWithoutDesktop.Contains(host.Name, StringComparer.Ordinal)
        && !IsStartedNonInteractive(Environment.GetCommandLineArgs());

    /// <summary>PowerShell takes -NonInteractive shortened to -noni, and as its own only before the script or command to run.</summary>
    private static bool IsStartedNonInteractive(string[] arguments) => arguments
        .Skip(1)
        .Where(argument => argument.Length > 1 && argument[0] is '-' or '/')
        .Select(argument => argument.TrimStart('-', '/'))
        .TakeWhile(option => !OptionsBeforeScripts.Contains(option, StringComparer.OrdinalIgnoreCase))
        .Any(option => option.Length >= 4 && "noninteractive".StartsWith(option, StringComparison.OrdinalIgnoreCase));
}
