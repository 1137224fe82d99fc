using System.Management.Automation.Host;

namespace PartnerQualification.PowerShell;

/// <summary>What is left to do for requests that had left when their command ended before they were shown.</summary>
internal static class Interruption
{
    /// <summary>A cancelled request ends in a moment. One that does not is taken as it is: its call knows how far it got.</summary>
    private static readonly TimeSpan GracePeriod = TimeSpan.FromMilliseconds(200);

    /// <summary>The requests that may have taken effect without anybody having been shown so for certain.</summary>
    /// <param name="rows">The rows of the command.</param>
    /// <param name="reviews">The reviews it followed; nothing where it followed none.</param>
    /// <param name="handedOn">The result that was just being handed on; nothing where there was none.</param>
    public static InterruptedRequest[] Collect(RowRunner rows, ReviewWait? reviews, CustomerQualification? handedOn)
    {
        rows.Work.Wait(GracePeriod);
        var ofRows = rows.Unwritten.OfType<SetRow>().Select(row => Request(row, handedOn)).OfType<InterruptedRequest>();
        return [.. reviews?.Interrupted(handedOn) ?? [], .. ofRows];
    }

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

    /// <summary>Says to the host how many there are. It listens even when the pipeline does not.</summary>
    /// <param name="host">The host.</param>
    /// <param name="requests">The requests.</param>
    /// <param name="asTyped">Names our commands as they are typed in this session.</param>
    public static void Tell(PSHost? host, IReadOnlyCollection<InterruptedRequest> requests, Func<string, string> asTyped)
    {
        if (requests.Count == 0) return;
        try
        {
            host?.UI?.WriteWarningLine(asTyped(CmdletMessages.Interrupted(requests.Count(request => !request.HandedOn), requests.Count(request => request.HandedOn))));
        }
#pragma warning disable CA1031 // A host that shows nothing must not turn the end of a command into a failure.
        catch (Exception)
        {
        }
#pragma warning restore CA1031
    }

    /// <summary>
    /// What is to be remembered of a row that was not written to its end; nothing where it certainly did nothing. The call is asked, and not
    /// only the row: an answer that has come may not have reached the row yet.
    /// </summary>
    private static InterruptedRequest? Request(SetRow row, CustomerQualification? handedOn)
    {
        var isAccepted = row.Status.IsAccepted || row.Answer is { Skipped: false };
        return row.Status.IsOpen || isAccepted
            ? new InterruptedRequest(row.CustomerId, row.Request.Qualification, row.Call.RequestId!.Value, row.SentAt, isAccepted) { HandedOn = row.Answer is not null && ReferenceEquals(row.Answer, handedOn) }
            : null;
    }

    private static PartnerCenterException OutcomeUnknown(InterruptedRequest request) =>
        new(PartnerCenterErrorKind.OutcomeUnknown, CmdletMessages.InterruptedOutcome(request.CustomerId, request.Qualification, request.RequestId))
        {
            CustomerId = request.CustomerId,
            RequestId = request.RequestId,
            OutcomeIsKnown = false,
        };
}
