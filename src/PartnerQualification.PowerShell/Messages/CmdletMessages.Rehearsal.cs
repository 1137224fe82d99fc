using static PartnerQualification.Messages;

namespace PartnerQualification.PowerShell;

/// <summary>This part is about -WhatIf.</summary>
internal static partial class CmdletMessages
{
    public static string WouldRequestNothing(CustomerQualification existing, string? companyName) =>
        $"Request nothing for customer {existing.CustomerId}{(companyName is null ? string.Empty : $" ({Name(companyName)})")}: {WhyNothing(existing)}";

    /// <summary>What a request that left in an earlier run meets first; nothing where none did.</summary>
    public static string WouldLookUp(DateTimeOffset? sentBefore) => sentBefore is null ? string.Empty
        : " It left in an earlier run, and nobody knows whether it took effect: the customer is read first, and it is sent only where that does not show it.";

    public static string RehearsalSummary(long sent, long skipped, long failed)
    {
        var parts = new List<string> { $"{Number(sent)} would be requested" };
        if (skipped > 0) parts.Add($"{Number(skipped)} would be skipped");
        if (failed > 0) parts.Add($"{Number(failed)} failed");
        return $"{string.Join(", ", parts)}. Nothing was sent.";
    }

    private static string WhyNothing(CustomerQualification existing)
    {
        var name = Name(existing.Qualification);
        var status = existing.VettingStatus is null ? string.Empty : $" ({Name(existing.VettingStatus)})";
        return existing.SkipReason switch
        {
            SkipReason.Denied => $"{name} was denied before{(existing.VettingReason is null ? string.Empty : $" ({Name(existing.VettingReason)})")}. -ResubmitDenied asks again.",
            SkipReason.Journal => $"{name} is done{status}, says the journal.",
            SkipReason.Duplicate => $"an earlier row asks for {name} already.",
            SkipReason.InReview => $"{name} was requested before and is not decided yet{status}.",
            _ => $"it has {name} already{status}.",
        };
    }
}
