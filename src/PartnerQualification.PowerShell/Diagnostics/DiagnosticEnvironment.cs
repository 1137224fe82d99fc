using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Reflection;
using System.Runtime.InteropServices;

namespace PartnerQualification.PowerShell;

/// <summary>What there is to know of the process and the session, without a path, a user, a tenant or an address.</summary>
internal static class DiagnosticEnvironment
{
    private const int LongestName = 100;

    private static readonly Assembly Ours = typeof(DiagnosticEnvironment).Assembly;

    private static string Folder => Path.GetDirectoryName(Ours.Location)!;

    /// <summary>Collects it.</summary>
    /// <param name="state">The state of the caller's session.</param>
    /// <param name="host">The host of PowerShell.</param>
    /// <param name="modules">The imported modules.</param>
    /// <param name="session">The session; nothing where there is none.</param>
    public static PartnerQualificationDiagnostics Collect(SessionState state, PSHost host, IEnumerable<PSModuleInfo> modules, PartnerQualificationSession? session)
    {
        var table = state.PSVariable.GetValue("PSVersionTable") as IDictionary;
        return new PartnerQualificationDiagnostics
        {
            CollectedOn = IsoDate.Text(DateTimeOffset.UtcNow),
            ModuleVersion = Ours.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? Ours.GetName().Version!.ToString(),
            ModuleEdition = Path.GetFileName(Folder),
            PowerShell = $"{table?["PSVersion"]} {table?["PSEdition"]}",
            HostName = Plain($"{host.Name} {host.Version}"),
            LanguageMode = state.LanguageMode.ToString(),
            Runtime = RuntimeInformation.FrameworkDescription,
            OperatingSystem = $"{RuntimeInformation.OSDescription.Trim()}, {RuntimeInformation.ProcessArchitecture}",
            Culture = $"{NameOf(CultureInfo.CurrentCulture)}, of texts {NameOf(CultureInfo.CurrentUICulture)}",
            Session = session is null ? null : Of(session),
            Modules = modules.Select(module => Plain($"{module.Name} {module.Version}")).ToArray(),
            Libraries = Libraries(),
            Errors = DiagnosticErrors.Of(state.PSVariable.GetValue("global:Error") as IEnumerable),
        };
    }

    private static DiagnosticSession Of(PartnerQualificationSession session) => new(
        session.Environment,
        session.Credentials,
        session.MultifactorAuthentication,
        session.SignInMethod,
        session.IsConnected,
        session.CanRenew,
        session.ExpiresOnText,
        session.Interrupted.Count);

    /// <summary>Others chose these names, and a console carries out what stands in them.</summary>
    private static string Plain(string name) => PlainText.OneLine(name, LongestName);

    private static string NameOf(CultureInfo culture) => culture.Name.Length > 0 ? culture.Name : "invariant";

    private static string[] Libraries()
    {
        var names = new HashSet<string>(Directory.GetFiles(Path.Combine(Folder, "lib"), "*.dll").Select(Path.GetFileNameWithoutExtension)!, StringComparer.OrdinalIgnoreCase);
        return AppDomain.CurrentDomain.GetAssemblies()
            .Where(assembly => !assembly.IsDynamic && names.Contains(assembly.GetName().Name!))
            .Select(assembly => $"{assembly.GetName().Name} {assembly.GetName().Version}{(assembly.Location.StartsWith(Folder, StringComparison.OrdinalIgnoreCase) ? string.Empty : " (not ours)")}")
            .OrderBy(line => line, StringComparer.OrdinalIgnoreCase).ToArray();
    }
}
