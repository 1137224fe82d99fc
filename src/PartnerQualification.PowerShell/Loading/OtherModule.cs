using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;

namespace PartnerQualification.PowerShell;

/// <summary>
/// Another module that has a command of the same name, as the retired PartnerCenter has. Of two cmdlets the name stands for
/// the one imported last, and a function goes before both. Where ours takes the name, it is told at import; where theirs has
/// it, when somebody connects: nothing of ours runs when another module is imported.
/// </summary>
internal static class OtherModule
{
    /// <summary>The one name of ours that the retired module has too.</summary>
    public const string SharedName = "Get-PartnerValidationCode";

    private const string Ours = "PartnerQualification";

    /// <summary>Warns where another module with a cmdlet of the name is there already. Who imports with a prefix keeps both names apart, and is told nothing.</summary>
    public static void Meet()
    {
        if (Runspace.DefaultRunspace is not { } runspace || FindOther() is not { } other || IsPrefixGiven(runspace)) return;
        ImportWarning.Write(CmdletMessages.NameTakenBefore(other, SharedName));
    }

    /// <summary>The module that took the name, nothing where it is ours, or a function of the user's own. Looking costs microseconds.</summary>
    /// <param name="commands">What looks commands up. Ours has the name, so that no module is imported for the question.</param>
    public static string? NameTaker(CommandInvocationIntrinsics commands) =>
        commands.GetCommand(SharedName, CommandTypes.Cmdlet | CommandTypes.Function) is { ModuleName: { Length: > 0 } module } && !IsOurs(module) ? module : null;

    /// <summary>Looks only among imported modules: looking further would import others.</summary>
    private static string? FindOther() =>
        NestedShell.Invoke(shell => shell.AddCommand("Get-Command").AddParameter("Name", SharedName).AddParameter("CommandType", CommandTypes.Cmdlet).AddParameter("All").AddParameter("ListImported").AddParameter("ErrorAction", ActionPreference.Ignore))
            .Select(found => found?.BaseObject).OfType<CommandInfo>().Select(command => command.ModuleName).FirstOrDefault(module => !string.IsNullOrEmpty(module) && !IsOurs(module));

    /// <summary>Whether the statement that imports the module gives a prefix. The module itself is not told; parameters that are splatted are not seen.</summary>
    private static bool IsPrefixGiven(Runspace runspace)
    {
        try
        {
            return runspace.Debugger?.GetCallStack().Any(frame => GivesPrefix(frame.Position?.Text)) == true;
        }
        catch (Exception exception) when (exception is RuntimeException or InvalidOperationException or NotImplementedException)
        {
            return false;
        }
    }

    private static bool GivesPrefix(string? statement) =>
        statement is not null
        && Parser.ParseInput(statement, out _, out _).FindAll(ast => ast is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>()
            .Where(command => command.GetCommandName() is { } name && (name.EndsWith("Import-Module", StringComparison.OrdinalIgnoreCase) || string.Equals(name, "ipmo", StringComparison.OrdinalIgnoreCase)))
            .SelectMany(command => command.CommandElements.OfType<CommandParameterAst>())
            .Any(parameter => parameter.ParameterName.Length > 1 && "Prefix".StartsWith(parameter.ParameterName, StringComparison.OrdinalIgnoreCase));

    private static bool IsOurs(string module) => string.Equals(module, Ours, StringComparison.OrdinalIgnoreCase);
}
