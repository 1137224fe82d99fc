using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>The file that a path of PowerShell's names, as it is: without wildcards, from the current location.</summary>
internal static class JournalFilePath
{
    /// <summary>The file.</summary>
    /// <param name="path">What was given.</param>
    /// <param name="session">Whose current location and drives count.</param>
    /// <exception cref="PartnerCenterException">There can be no such file.</exception>
    public static string Resolve(string path, SessionState session)
    {
        string file;
        ProviderInfo provider;
        try
        {
            file = session.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _);
        }
        catch (Exception error) when (error is ProviderNotFoundException or System.Management.Automation.DriveNotFoundException or ProviderInvocationException or NotSupportedException or PSInvalidOperationException or ArgumentException)
        {
            throw Refuse(CmdletMessages.JournalPathUnusable(path, error.Message));
        }

        if (provider.Name != "FileSystem") throw Refuse(CmdletMessages.JournalPathOfProvider(path, provider.Name));
        if (Directory.Exists(file)) throw Refuse(CmdletMessages.JournalPathIsFolder(file));
        var folder = Path.GetDirectoryName(file);
        return string.IsNullOrEmpty(folder) || Directory.Exists(folder) ? file : throw Refuse(CmdletMessages.JournalFolderMissing(folder!));
    }

    private static PartnerCenterException Refuse(ErrorText text) => new(PartnerCenterErrorKind.InvalidProperty, text);
}
