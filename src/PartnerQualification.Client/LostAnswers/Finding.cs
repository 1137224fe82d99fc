namespace PartnerQualification.Client;

/// <summary>What a customer's qualifications say of a request whose answer was lost (docs/decisions/0011-look-before-sending-again.md).</summary>
/// <param name="Kind">What they say.</param>
/// <param name="Qualification">The qualification that says so; nothing where the customer does not have it.</param>
internal sealed record Finding(FindingKind Kind, CustomerQualification? Qualification = null)
{
    // The service's clock is known to a second or two, by the headers of its answers.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan CertainlyBefore = TimeSpan.FromHours(1);

    /// <summary>Reads what they say.</summary>
    /// <param name="present">The qualifications of the customer.</param>
    /// <param name="requested">The qualification that was requested.</param>
    /// <param name="sentAt">When the request was sent first, on the service's clock.</param>
    public static Finding In(IReadOnlyList<CustomerQualification> present, string requested, DateTimeOffset sentAt)
    {
        // Where there is more than one of the kind, what says most counts: that one is ours, then that nothing can be said.
        var strongest = new Finding(FindingKind.Absent);
        foreach (var candidate in present)
        {
            if (!string.Equals(candidate.Qualification, requested, StringComparison.OrdinalIgnoreCase)) continue;
            var kind = KindOf(candidate, sentAt);
            if (kind > strongest.Kind) strongest = new Finding(kind, candidate);
        }

        return strongest;
    }

    private static FindingKind KindOf(CustomerQualification candidate, DateTimeOffset sentAt)
    {
        // What is held or in review cannot be requested again. So it is there because of this request, or the request was not needed.
        if (!candidate.IsDenied) return FindingKind.Ours;
        if (candidate.VettingCreatedDate is not { } date || IsDayOnly(date)) return FindingKind.Unclear;
        if (date > sentAt - ClockTolerance) return FindingKind.Ours;
        return date <= sentAt - CertainlyBefore ? FindingKind.DeniedBefore : FindingKind.Unclear;
    }

    /// <summary>Midnight exactly: the service has been seen to give the day alone.</summary>
    private static bool IsDayOnly(DateTimeOffset date) => date.UtcDateTime.TimeOfDay == TimeSpan.Zero;
}

/// <summary>What a reading says of a request. The order counts: the later, the more it says.</summary>
internal enum FindingKind
{
    /// <summary>The customer does not have the qualification.</summary>
    Absent,

    /// <summary>It has a denial that is older than the request.</summary>
    DeniedBefore,

    /// <summary>It has a denial that may be the answer to this request, or to one before.</summary>
    Unclear,

    /// <summary>It is the answer to this request.</summary>
    Ours,
}
