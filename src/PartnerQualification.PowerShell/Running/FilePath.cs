using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>The file that a path of PowerShell's names, as it is: without wildcards, from the current location.</summary>
/// <param name="parameter">The parameter that was given the path.</param>
/// <param name="thing">What the file is.</param>
/// <param name="example">A path that would do.</param>
/// <param name="nothing">What was not done where there can be no such file.</param>
internal sealed class FilePath(string parameter, string thing, string example, string nothing)
{
    /// <summary>The journal of requests.</summary>
    public static FilePath Journal => new("JournalPath", "a journal", "./run.jsonl", "sent");

    /// <summary>The file.</summary>
    /// <param name="path">What was given.</param>
    /// <param name="session">Whose current location and drives count.</param>
    /// <exception cref="PartnerCenterException">There can be no such file.</exception>
    public string Resolve(string path, SessionState session)
    {
        var file = Find(path, session);
        var folder = Path.GetDirectoryName(file);
        return string.IsNullOrEmpty(folder) || Directory.Exists(folder) ? file : throw Refuse(CmdletMessages.FolderMissing(parameter, folder!, nothing));
    }

    /// <summary>The file, which need not be there, and neither its folder.</summary>
    /// <param name="path">What was given.</param>
    /// <param name="session">Whose current location and drives count.</param>
    /// <exception cref="PartnerCenterException">There can be no such file.</exception>
    public string Find(string path, SessionState session)
    {
        string file;
        ProviderInfo provider;
        try
        {
            file = session.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _);
        }
        catch (Exception error) when (error is ProviderNotFoundException or System.Management.Automation.DriveNotFoundException or ProviderInvocationException or NotSupportedException or PSInvalidOperationException or ArgumentException)
        {
            throw Refuse(CmdletMessages.PathUnusable(parameter, path, error.Message, example, nothing));
        }

        if (provider.Name != "FileSystem") throw Refuse(CmdletMessages.PathOfProvider(parameter, path, provider.Name, thing, example, nothing));
        return Directory.Exists(file) ? throw Refuse(CmdletMessages.PathIsFolder(parameter, file, thing, example, nothing)) : file;
    }

    private static PartnerCenterException Refuse(ErrorText text) => new(PartnerCenterErrorKind.InvalidProperty, text);
}
