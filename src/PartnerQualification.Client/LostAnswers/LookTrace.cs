namespace PartnerQualification.Client;

/// <summary>Tells whoever listens to a call what is done about its lost answer, and what follows from it.</summary>
internal sealed class LookTrace(LostAnswer lost)
{
    private ITraceSink? Listener => lost.Call.Trace is { } trace && trace.IsEnabled(TraceLevel.Story) ? trace : null;

    /// <summary>The answer is lost, and will be looked for.</summary>
    public void Begins(DateTimeOffset first, DateTimeOffset last, DateTimeOffset now) =>
        Listener?.Write(TraceLevel.Story, Messages.TraceLostAnswer(lost.Request.CustomerId, lost.Call.Status, now < last ? [first < now ? now : first, last] : [now]));

    /// <summary>The customer was read.</summary>
    public void Read(LookResult result, TimeSpan after)
    {
        if (Listener is not { } listener) return;
        var request = lost.Request;
        listener.Write(TraceLevel.Story, (result.Finding, result.Failure) switch
        {
            (_, { } failure) => Messages.TraceNotRead(request, after, failure, lost.Call.Status),
            ({ Kind: FindingKind.Ours, Qualification: { } ours }, _) => Messages.TraceFound(request, after, ours.VettingStatus, lost.Call.Status),
            ({ Kind: FindingKind.DeniedBefore, Qualification: { } denied }, _) => Messages.TraceDeniedBefore(request, after, denied.VettingCreatedDate, lost.Call.Status),
            ({ Kind: FindingKind.Unclear, Qualification: { } denied }, _) => Messages.TraceDeniedUnclear(request, after, denied.VettingCreatedDateText, lost.Call.Status),
            _ => Messages.TraceAbsent(request, after, lost.Call.Status),
        });
    }

    /// <summary>The request may be sent again.</summary>
    public void SendsAgain() => Listener?.Write(TraceLevel.Story, Messages.TraceSendsAgain(lost.Call.Status));

    /// <summary>It is not sent again.</summary>
    public void GivesUp() => Listener?.Write(TraceLevel.Story, Messages.TraceNotSentAgain(lost.Call.Status));
}
