using System.Diagnostics.CodeAnalysis;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace PartnerQualification.PowerShell;

/// <summary>
/// The current session of each runspace, which no other runspace sees. The one thing in this module that is global and
/// changes; an entry goes away with its runspace.
/// </summary>
internal static class SessionTable
{
    private static readonly ConditionalWeakTable<Runspace, Entry> Entries = new();

    /// <summary>The session of the calling thread's runspace.</summary>
    public static PartnerQualificationSession? Current
    {
        get => Runspace.DefaultRunspace is { } runspace && Entries.TryGetValue(runspace, out var entry) ? entry.Session : null;
        set
        {
            if (Runspace.DefaultRunspace is { } runspace) Entries.GetOrCreateValue(runspace).Session = value;
        }
    }

    [SuppressMessage("Performance", "CA1812:Avoid uninstantiated internal classes", Justification = "The table makes them.")]
    private sealed class Entry
    {
        public PartnerQualificationSession? Session { get; set; }
    }
}
