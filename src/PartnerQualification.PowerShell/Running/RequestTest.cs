namespace PartnerQualification.PowerShell;

/// <summary>
/// Tests requests without sending them. Rows are made as they come, run side by side, and judged in their order, each when it has ended:
/// what a row would meet depends on the rows before it. Used on the pipeline thread.
/// </summary>
internal sealed class RequestTest
{
    private readonly PartnerQualificationSession session;
    private readonly CustomerReader reader;
    private readonly RequestJudge judge;
    private readonly RequestHistory history;

    /// <summary>Creates a test.</summary>
    /// <param name="session">The session that would send the requests.</param>
    /// <param name="readsProfile">Whether the customers' profiles are read.</param>
    /// <param name="newCall">Makes the calls.</param>
    /// <param name="stop">Ends every reading.</param>
    public RequestTest(PartnerQualificationSession session, bool readsProfile, Func<CallOptions> newCall, CancellationToken stop)
    {
        this.session = session;
        ReadsAccount = session.Claims.IsAppOnly != true;
        var reads = (ReadsAccount ? CustomerReads.Account : CustomerReads.None) | (readsProfile ? CustomerReads.Profile : CustomerReads.None);
        reader = new CustomerReader(session.Center, reads, newCall, stop);
        judge = new RequestJudge(CannotSet(session));
        history = RequestHistory.OfAllCustomers(session.Center, newCall, Clock.System, stop);
    }

    /// <summary>Whether the state of accounts is read: an application alone may not.</summary>
    public bool ReadsAccount { get; }

    /// <summary>Why it is not known how often customers were asked for; nothing as long as it can be known.</summary>
    public string? HistoryUnreadable => history.Unreadable;

    /// <summary>A row that is a request. It reads as soon as it is run.</summary>
    public TestedRow NewRow(long number, QualificationRequest request, object? piped) => new(reader, history, request, piped) { Number = number };

    /// <summary>A row that breaks a rule.</summary>
    public static TestedRow NewRow(long number, GivenRequest given, PartnerCenterException refusal, object? piped) => new(given, refusal, piped) { Number = number };

    /// <summary>What would become of a row that has ended: the rows before it must have been judged.</summary>
    public QualificationVerdict Judge(TestedRow row)
    {
        var verdict = JudgeNow(row);
        if (verdict.CompanyName is { } name) session.Customers.Note(new Customer(verdict.CustomerId, name, Domain: null));
        return verdict with
        {
            CompanyName = verdict.CompanyName ?? session.Customers.NameOf(verdict.CustomerId) ?? (row.Piped is null ? null : PipedObject.Read(row.Piped, nameof(verdict.CompanyName)).Text),
            Remedy = CmdletMessages.VerdictRemedy(verdict),
        };
    }

    private QualificationVerdict JudgeNow(TestedRow row)
    {
        if (row.Refusal is { } refusal) return RequestJudge.Refuse(row.Number, row.Given, refusal);
        if (row.Error is { } error) return RequestJudge.Unread(row.Number, row.Given, error);
        return judge.Judge(row.Number, row.Request!, row.Findings!, row.Codes, row.Known);
    }

    private static PartnerCenterException? CannotSet(PartnerQualificationSession session)
    {
        try
        {
            SessionCheck.RequireSetting(session);
            return null;
        }
        catch (PartnerCenterException error)
        {
            return error;
        }
    }
}
