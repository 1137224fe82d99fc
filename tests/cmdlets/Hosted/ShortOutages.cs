using System.Reflection;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>
/// Makes the outages of a session a hundred times as short. No parameter does that: nobody but these tests has a use for it, so the numbers are
/// looked for in the session. The client's own tests, in fake time, keep to the real ones.
/// </summary>
internal static class ShortOutages
{
    private static readonly string[] Path = ["IPartnerCenter", "ServicePipeline", "OutageGate", "Breaker", "OutageLimits"];

    private static readonly Dictionary<string, double> Numbers = new(StringComparer.Ordinal)
    {
        ["FirstProbe"] = 0.01,
        ["LongestProbe"] = 0.15,
        ["LongestOutage"] = 1.1,
        ["LongestUnreachable"] = 0.3,
    };

    /// <summary>Makes them short.</summary>
    /// <param name="session">The session, as Connect-PartnerQualification gave it.</param>
    public static void Of(object session)
    {
        var limits = Path.Aggregate(session, Held);
        foreach (var (name, seconds) in Numbers) limits.GetType().GetProperty(name)!.SetValue(limits, seconds);
    }

    private static object Held(object holder, string type) =>
        holder.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic).Single(field => field.FieldType.Name == type).GetValue(holder)!;
}
