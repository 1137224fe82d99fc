using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>Requests a qualification for customers. It cannot be taken back.</summary>
[Cmdlet(VerbsCommon.Set, "CustomerQualification", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(CustomerQualification))]
public sealed class SetCustomerQualificationCommand : RequestCommand
{
    private readonly Dictionary<string, (long Number, QualificationRequest Request)> followed = new(StringComparer.OrdinalIgnoreCase);
    private ReviewWait? reviews;
    private RepeatedRows? repeated;
    private Confirmation confirmation = null!;
    private Rehearsal? rehearsal;
    private NameLookup names = null!;
    private RequestHistory? history;
    private RowJournal? journal;
    private long taken;
    private bool isWarned;
    private bool isChangeTold;
    private bool isJournalFailureKept;
    private bool isKept;

    /// <summary>Reads first, and requests nothing for a customer that already holds or awaits the qualification, or was denied it: it is emitted as it is, marked as skipped.</summary>
    [Parameter]
    public SwitchParameter SkipExisting { get; set; }

    /// <summary>With -SkipExisting, or for what the journal knows: requests again what was denied. A customer can be verified three times at most.</summary>
    [Parameter]
    public SwitchParameter ResubmitDenied { get; set; }

    /// <summary>A file in which every request is noted before it leaves, and what became of it. With the same file again, the command goes on where an earlier run ended.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <summary>Follows the reviews, and emits one object per customer when it is decided.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>How long -Wait follows at the most, counted from the last request; a bare number is seconds. Without it, to the end.</summary>
    [Parameter]
    [Alias("TimeoutSec")]
    [Seconds]
    [ArgumentCompleter(typeof(TimeoutCompleter))]
    public TimeSpan? Timeout { get; set; }

    /// <summary>A fixed time between two rounds of reading, instead of one that grows from 5 seconds to 5 minutes; a bare number is seconds.</summary>
    [Parameter]
    [Seconds]
    [ArgumentCompleter(typeof(PollingIntervalCompleter))]
    public TimeSpan? PollingInterval { get; set; }

    private protected override string Activity => CmdletMessages.SetActivity;

    private ExistingQualifications Existing => (SkipExisting.IsPresent, ResubmitDenied.IsPresent) switch
    {
        (false, _) => ExistingQualifications.AreIgnored,
        (true, false) => ExistingQualifications.AreSkipped,
        (true, true) => ExistingQualifications.AreSkippedUnlessDenied,
    };

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        var looksUp = ResubmitDenied && (SkipExisting || JournalPath is not null);
        names = new NameLookup(Connected.Center, NewCall, Clock.System);
        confirmation = new Confirmation(this, Connected, ResubmitDenied, looksUp ? FindKnown : null, FindName);
        if (looksUp) history = OpenHistory();
        if (confirmation.IsWhatIf) rehearsal = new Rehearsal(this, Connected, ResubmitDenied);
        CheckDurations(Timeout, PollingInterval);
        if (JournalPath is not null) journal = OpenJournal(JournalPath);
        if (SkipExisting || journal is { Earlier.IsEmpty: false }) repeated = new RepeatedRows();
        if (Wait) reviews = FollowReviews(Timeout, PollingInterval, ThrottleLimit);

        // What is sent cannot be taken back: no more than the limit is ever sent and not shown.
        RunRows(ThrottleLimit, ThrottleLimit, reviews?.Pauses);
    }

    private protected override string Summarize(string progress) => rehearsal?.Summary ?? progress;

    private protected override void AfterRows()
    {
        reviews?.Follow(Connected.Center, StopToken);
        journal?.Flush();
        KeepJournalFailure();
    }

    private protected override void Check(PartnerQualificationSession session)
    {
        base.Check(session);
        SessionCheck.RequireSetting(session);
    }

    private protected override void WriteRow(Row row)
    {
        if (row is SetRow sent) repeated?.End(sent);
        base.WriteRow(row);
        if (row.Error is { } error) rehearsal?.Note(row, error);
        KeepJournalFailure();
    }

    private protected override void WriteAnswer(Row row)
    {
        var asked = (RequestRow)row;
        if (asked.Answer is not { } answer) return;
        Counts.Count(answer);
        if (rehearsal is not null)
        {
            TellOfHistory(history?.Unreadable);
            rehearsal.Say(asked);
            return;
        }

        if (answer.Skipped) Tell(CmdletMessages.NotRequested(answer));
        WarnOfDenial(answer);
        if (reviews is null || answer.IsDecided)
        {
            Emit(answer);
        }
        else if (reviews.Add(answer))
        {
            if (journal is not null) followed[FollowedAs(answer)] = (asked.Number, asked.Request);
        }
        else
        {
            Counts.CountDecision();
        }
    }

    private protected override void EmitFollowed(CustomerQualification review)
    {
        if (review.IsDecided && followed.TryGetValue(FollowedAs(review), out var row)) journal?.Decided(review, row.Number, row.Request);
        base.EmitFollowed(review);
    }

    private protected override void LeaveUnsent(Row row)
    {
        base.LeaveUnsent(row);
        if (row is SetRow unsent) journal?.NotSent(unsent.Number, unsent.CustomerId, LastError!);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);

        // After what has just been stopped was given a moment to note how far it got.
        journal?.Dispose();
    }

    private protected override void EndEarly(bool hadEnough) => KeepUnshown(canReport: true, hadEnough);

    private protected override void KeepUnshown() => KeepUnshown(canReport: false, hadEnough: false);

    private RowJournal OpenJournal(string path)
    {
        try
        {
            var file = FilePath.Journal.Resolve(path, SessionState);
            var owner = new JournalOwner(RunId, Connected.TenantId, Connected.Environment, Connected.User ?? Connected.ApplicationId);
            var opened = new RowJournal(ModuleAssemblies.PartnerCenterFactory.OpenJournal(file, owner, confirmation.IsWhatIf, StopToken), confirmation.IsWhatIf);
            Tell(CmdletMessages.JournalOpened(file, opened.Earlier));
            if (opened.Earlier.HasTornLine) Tell(CmdletMessages.JournalTorn(file));
            return opened;
        }
        catch (PartnerCenterException error)
        {
            throw Terminate(error);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    private protected override void Take(string? customer, object? piped)
    {
        taken++;
        if (IsOver)
        {
            CountNotSent(customer);
            journal?.NotSent(taken, customer, LastError!);
            return;
        }

        QualificationRequest request;
        EarlierRequest? earlier;
        try
        {
            request = Read(customer, piped);
            PipedVerdict.RequireReady(piped, request.CustomerId, ResubmitDenied);
            earlier = journal?.Find(request);
        }
        catch (PartnerCenterException error)
        {
            journal?.Refused(taken, customer, error);
            Start(new RefusedRow(customer, error) { Number = taken, Given = rehearsal is null ? null : ReadGiven(customer, piped) });
            return;
        }

        if (earlier is { Fate: EarlierFate.Done } done && !IsReadAgain(done)) TakeKnown(request, done);
        else TakeRequest(request, earlier);
    }

    /// <summary>Takes a row that is done, says the journal: nothing is asked, and nothing is sent.</summary>
    private void TakeKnown(QualificationRequest request, EarlierRequest done)
    {
        var answer = done.Result! with { SkipReason = SkipReason.Journal };
        if (!isChangeTold && !done.IsSameAs(request))
        {
            isChangeTold = true;
            Warn(CmdletMessages.JournalValuesChanged(request));
        }

        Start(new KnownRow(request, answer) { Number = taken });
    }

    private void TakeRequest(QualificationRequest request, EarlierRequest? earlier)
    {
        WarnOfMissingSegment(request);
        if (rehearsal is null && !IsConfirmed(request)) return;
        var existing = earlier is { Fate: EarlierFate.Done } ? ExistingQualifications.AreSkippedUnlessDenied : Existing;
        var row = new SetRow(Connected.Center, request, SetRow.CallFor(request, earlier, NewCall()), existing, repeated?.Before(request))
        {
            Number = taken,
            Journal = journal,
            Earlier = earlier,
            IsRehearsed = rehearsal is not null,
            FindKnown = rehearsal is null || history is null ? null : FindKnownAsync,
        };
        repeated?.Begin(row);
        Start(row);
    }

    /// <summary>Whether what is done is read all the same: a denial may be asked for again, and what was in review may have become one.</summary>
    private bool IsReadAgain(EarlierRequest done) => ResubmitDenied && done.MayBeDenied;

    /// <summary>Keeps the failure of the journal, once: it ends the command after what is under way.</summary>
    private void KeepJournalFailure()
    {
        if (isJournalFailureKept || journal?.Failure is not { } failure) return;
        isJournalFailureKept = true;
        if (!IsOver) ReportOrKeep(failure);
    }

    private static string FollowedAs(CustomerQualification review) => $"{review.CustomerId} {review.Qualification}";

    private void WarnOfMissingSegment(QualificationRequest request)
    {
        if (isWarned || request.Qualification != Qualifications.Education || request.EducationSegment is not null) return;
        isWarned = true;
        WriteWarning(CmdletMessages.EducationSegmentMissing);
    }

    private bool IsConfirmed(QualificationRequest request)
    {
        try
        {
            return confirmation.IsGiven(request);
        }
        catch (PartnerCenterException error)
        {
            throw Terminate(error);
        }
    }

    /// <summary>Where earlier requests are looked up. Nobody answers a question for each row of a file, but -WhatIf goes over all of them.</summary>
    private RequestHistory OpenHistory() => confirmation.IsWhatIf && !IsOneCustomerNamed
        ? RequestHistory.OfAllCustomers(Connected.Center, NewCall, Clock.System, StopToken)
        : RequestHistory.OfEachCustomer(Connected.Center, NewCall, Clock.System, StopToken);

    /// <summary>What is known of earlier requests for a customer. Only Education is verified, and can be requested too often.</summary>
    private KnownRequests? FindKnown(QualificationRequest request)
    {
        var finding = FindKnownAsync(request, StopToken);
        Pipeline.WaitFor(finding, Tick);
        Pipeline.ThrowIfStopped();
        TellOfHistory(history?.Unreadable);
        return finding.GetAwaiter().GetResult();
    }

    private async Task<KnownRequests?> FindKnownAsync(QualificationRequest request, CancellationToken cancellationToken)
    {
        if (request.Qualification != Qualifications.Education) return null;
        var known = await history!.FindAsync(request, cancellationToken).ConfigureAwait(false);
        foreach (var sent in journal?.Find(request)?.Accepted ?? []) known.Add(sent.SentAt, sent.CorrelationId);
        return known;
    }

    /// <summary>The company's name of a customer for a question, looked up once in a command.</summary>
    private string? FindName(QualificationRequest request)
    {
        var finding = names.FindAsync(request.CustomerId, StopToken);
        Pipeline.WaitFor(finding);
        Pipeline.ThrowIfStopped();
        var name = finding.GetAwaiter().GetResult();
        if (name is not null) Connected.Customers.Note(new Customer(request.CustomerId, name, Domain: null));
        return name;
    }

    /// <summary>Keeps what had left and was not shown, once, and says so.</summary>
    /// <param name="canReport">Whether the pipeline may still take errors.</param>
    /// <param name="hadEnough">Whether the next command ended the pipeline on purpose: it has used what it was handed.</param>
    private void KeepUnshown(bool canReport, bool hadEnough)
    {
        if (isKept || Rows is null) return;
        isKept = true;
        if (Rows.IsEmpty && reviews is null) return;
        var requests = Interruption.Collect(Rows, reviews, HandedOn);
        Connected.Remember(requests);
        if (hadEnough) requests = Array.FindAll(requests, static request => !request.HandedOn);
        if (canReport) Interruption.Report(requests, Report);
        Interruption.Tell(Host, requests, AsTyped);
    }
}
