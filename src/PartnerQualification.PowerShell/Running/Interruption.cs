using System.Management.Automation.Host;

namespace PartnerQualification.PowerShell;

/// <summary>What is left to do for requests that had left when their command was stopped.</summary>
internal static class Interruption
{
    /// <summary>A cancelled request ends in a moment; one that does not is taken as it is.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    /// <summary>The requests whose outcome nobody was shown, after those under way have had a moment to end.</summary>
    public static IEnumerable<InterruptedRequest> Settle(RowRunner<SetRow> rows)
    {
        rows.Work.Wait(Patience);
        return rows.Unwritten.Select(row => row.AsInterrupted()).OfType<InterruptedRequest>();
    }

    /// <summary>The accepted requests whose reviews were still followed, so that nobody was shown anything of them.</summary>
    public static IEnumerable<InterruptedRequest> Of(ReviewWait? reviews) =>
        from review in reviews?.Unwritten ?? []
        where !review.Skipped
        select new InterruptedRequest(review.CustomerId, review.Qualification, review.RequestId ?? Guid.Empty, review.VettingCreatedDate ?? DateTimeOffset.UtcNow, Answered: true);

    /// <summary>Reports the requests whose outcome is unknown, where the pipeline still takes errors.</summary>
    public static void Report(IEnumerable<InterruptedRequest> requests, Action<PartnerCenterException> report)
    {
        try
        {
            foreach (var request in requests.Where(request => !request.Answered)) report(OutcomeUnknown(request));
        }
#pragma warning disable CA1031 // The pipeline takes nothing more; what stopped it is what counts.
        catch (Exception)
        {
        }
#pragma warning restore CA1031
    }

    /// <summary>Says to the host how many there are.</summary>
    public static void Tell(PSHost? host, int count)
    {
        try
        {
            host?.UI?.WriteWarningLine(Messages.Interrupted(count));
        }
#pragma warning disable CA1031 // A host that shows nothing must not turn the end of a command into a failure.
        catch (Exception)
        {
        }
#pragma warning restore CA1031
    }

    private static PartnerCenterException OutcomeUnknown(InterruptedRequest request) =>
        new(PartnerCenterErrorKind.OutcomeUnknown, Messages.InterruptedOutcome(request.CustomerId, request.Qualification, request.RequestId))
        {
            CustomerId = request.CustomerId,
            RequestId = request.RequestId,
            OutcomeIsKnown = false,
        };
}
