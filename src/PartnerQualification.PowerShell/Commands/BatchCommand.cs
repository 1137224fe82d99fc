using System.ComponentModel;
using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>A command over many customers: one customer's failure is one error and the rest go on; an error that would meet all of them ends it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class BatchCommand : SessionCommand
{
    private protected const int DefaultThrottleLimit = 16;

    private protected const int LargestThrottleLimit = 128;

    private const int ReadAhead = 4;

    // Fewer errors of a kind are still on the screen, each with its remedy: a warning would only repeat it.
    private const int Many = 3;

    private static readonly string[] SummaryTags = ["PartnerQualification", "Summary"];

    // Of a command that sends nothing.
    private static readonly PacingStatus Unpaced = new(RequestsPerSecond: null, PausedFor: TimeSpan.Zero, ThrottledTime: TimeSpan.Zero, ThrottledAnswers: 0);

    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(100);

    private PartnerCenterException? lastError;
    private volatile bool isEnding;
    private BatchProgress? progress;
    private GivenCustomers? given;
    private int lookupsAtOnce;
    private int? customersNamed;
    private bool isDenialTold;
    private bool hasInput;

    private protected BatchCommand()
    {
    }

    private protected BatchCounts Counts { get; } = new();

    /// <summary>The rows under way; nothing before the command has begun.</summary>
    private protected RowRunner? Rows { get; private set; }

    /// <summary>Whether an error has come that would meet every other row too: nothing more is to be sent.</summary>
    private protected bool IsOver => lastError is not null || isEnding;

    /// <summary>What ends the command, when what is under way has been written; nothing where it goes on.</summary>
    private protected PartnerCenterException? LastError => lastError;

    /// <summary>The result that is being handed on; it stays here where whoever takes it does not return.</summary>
    private protected CustomerQualification? HandedOn { get; private set; }

    /// <summary>Whether the command is about one customer, named on the command line. From the pipeline, any number may come.</summary>
    private protected bool IsOneCustomerNamed => customersNamed == 1;

    /// <summary>What the command does, as its progress is headed.</summary>
    private protected abstract string Activity { get; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (NeedsSession) Tell(CmdletMessages.RunBegins(MyInvocation.MyCommand.Name, RunId, Connected));

        // A script block stands there as an object of PowerShell's own: it takes the customer from each piped object.
        if (MyInvocation.BoundParameters.TryGetValue("CustomerId", out var customers) && PipedObject.Unwrap(customers) is string[] named) customersNamed = named.Length;
        Counts.Total = customersNamed;
        progress = new BatchProgress(Activity, Counts, () => NeedsSession ? Connected.Center.Pacing : Unpaced, WriteProgress);
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => WithProgress(() =>
    {
        hasInput = customersNamed != 0;
        TakeRecord();
        Rows!.WriteDue();
        Tick();
        EndWithLastError();
    });

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => WithProgress(() =>
    {
        FinishRows();

        // What comes after the rows, such as following reviews, shows progress of its own.
        progress!.End();
        AfterRows();
        EndWithLastError();
        Conclude();
    });

    /// <summary>Takes one record of the input.</summary>
    private protected abstract void TakeRecord();

    /// <summary>Writes what a row brought.</summary>
    private protected abstract void WriteAnswer(Row row);

    /// <summary>What is left to do when all rows are written.</summary>
    private protected virtual void AfterRows()
    {
    }

    /// <summary>Nobody takes results any longer, and the pipeline still takes errors.</summary>
    /// <param name="hadEnough">Whether that is what the next command wanted.</param>
    private protected virtual void EndEarly(bool hadEnough)
    {
    }

    /// <summary>What the command says when it has come to its end.</summary>
    /// <param name="progress">How far it came, in one sentence.</param>
    private protected virtual string Summarize(string progress) => progress;

    /// <summary>Sets how far the command may run ahead of what it has written; to be called as it begins.</summary>
    /// <param name="atOnce">How many calls run at once.</param>
    /// <param name="held">How many rows are held: sent, and not written yet.</param>
    /// <param name="pauses">Waits out pauses that are too long for a call; nothing where they end it.</param>
    private protected void RunRows(int atOnce, int held, PauseWait? pauses)
    {
        lookupsAtOnce = atOnce;
        Rows = new RowRunner(Pipeline, atOnce, held, row => RunAsync(row, pauses), WriteRow, Tick);
    }

    /// <summary>What reads may be read again: reading may run ahead a little, so that one slow customer doesn't hold up the rest.</summary>
    private protected void RunReadingRows(int throttleLimit, PauseWait? pauses) =>
        RunRows(throttleLimit, throttleLimit == 1 ? 1 : throttleLimit * ReadAhead, pauses);

    /// <summary>Starts a row as soon as there is room, and writes what is due meanwhile. It is counted as not sent where nothing more is to be sent by then.</summary>
    private protected void Start(Row row)
    {
        Rows!.MakeRoom();
        if (IsOver && row.Error is null) LeaveUnsent(row);
        else Rows.Add(row);
    }

    /// <summary>Starts the row of a customer that may have been looked up; its error where that failed.</summary>
    private protected void Start(GivenCustomer given, Func<Customer, Row> row)
    {
        if (given.Error is { } error) Start(new RefusedRow(given.Text, error));
        else if (given.Customer is { } customer) Start(row(customer));
        else CountNotSent(given.Text);
    }

    /// <summary>Whether rows wait for their customers to be looked up.</summary>
    private protected bool IsAnyWaiting => given is { IsEmpty: false };

    /// <summary>Whether a row can be taken at once: its customer need not be looked up, and no row before it waits for a lookup.</summary>
    private protected bool IsKnownAtOnce(string? customer) => !IsAnyWaiting && !DomainName.TryParse(customer, out _);

    /// <summary>Takes a row when its customer is known: at once where that is so, or when its domain was looked up. Rows keep their order.</summary>
    /// <param name="customer">What the row gives as its customer.</param>
    /// <param name="take">Takes the row. What it needs of the piped object has been read before: the object may be another's by then.</param>
    private protected void TakeWhenKnown(string? customer, Action<GivenCustomer> take)
    {
        given ??= new GivenCustomers(new DomainLookups(Connected.Center, NewCall, StopToken), lookupsAtOnce, WaitForLookup, () => IsOver, NoteLookedUp);
        given.Add(customer, take);
    }

    /// <summary>Counts a row that is taken in when nothing more is to be sent, after those before it.</summary>
    private protected void CountNotSent(string? customer)
    {
        Rows!.Finish();
        Counts.CountNotSent(customer);
    }

    /// <summary>Leaves a row that is not sent, because the command ends.</summary>
    private protected virtual void LeaveUnsent(Row row) => CountNotSent(row.CustomerId);

    /// <summary>Waits for all rows and writes them. Ends the command where one of them has met what meets everybody.</summary>
    private protected void FinishRows()
    {
        given?.Finish();
        Rows!.Finish();
        EndWithLastError();
    }

    /// <summary>Customers come from the command line or from the pipeline: with both, the one named would be asked for again with every object.</summary>
    private protected void RequireOneSource(object? piped)
    {
        if (customersNamed is not null && piped is not null) throw Terminate(new PartnerCenterException(PartnerCenterErrorKind.InvalidProperty, CmdletMessages.CustomerGivenTwice()));
    }

    /// <summary>Says what to type where no customer is named and none can come; PowerShell itself would ask for CustomerId[0]. A pipeline that brings none is no error.</summary>
    private protected void RequireCustomer()
    {
        if (MyInvocation.ExpectingInput || MyInvocation.BoundParameters.ContainsKey("CustomerId")) return;
        throw Terminate(new PartnerCenterException(PartnerCenterErrorKind.CustomerIdRequired, CmdletMessages.CustomerMissing()));
    }

    /// <summary>Finds out where the values of a parameter come from; what cannot be used on the command line ends the command.</summary>
    private protected RowParameter FindParameter(string name, Func<string?> bound, string? member = null)
    {
        try
        {
            return new RowParameter(this, name, bound, member);
        }
        catch (PartnerCenterException error)
        {
            throw Terminate(error);
        }
    }

    /// <summary>Called now and then while waiting, and with every row.</summary>
    private protected void Tick() => progress!.Tick();

    /// <summary>Writes a result. Whoever refuses to take it, by a throw or by having had enough, ends the command.</summary>
    private protected void Emit(CustomerQualification qualification)
    {
        Connected.Customers.Note(qualification);
        if (qualification.CompanyName is null && Connected.Customers.NameOf(qualification.CustomerId) is { } name) qualification = qualification with { CompanyName = name };

        // A command that is being stopped hands nothing on any more.
        Pipeline.ThrowIfStopped();
        HandedOn = qualification;
        try
        {
            WriteObject(qualification);
        }
        catch (Exception error)
        {
            var hadEnough = IsEndedByNext(error);
            Stop();
            EndEarly(hadEnough);
            throw;
        }

        HandedOn = null;
    }

    /// <summary>Says once what has to be corrected before a denied customer is asked for again, and where.</summary>
    private protected void WarnOfDenial(CustomerQualification answer)
    {
        if (isDenialTold || !answer.IsDenied) return;
        isDenialTold = true;
        Warn(CmdletMessages.WithCompany(CmdletMessages.Denied(answer), answer.CustomerId, answer.CompanyName ?? Connected.Customers.NameOf(answer.CustomerId)));
    }

    /// <summary>Ends the command where a duration that it was given makes no sense.</summary>
    private protected void CheckDurations(TimeSpan? timeout, TimeSpan? pollingInterval)
    {
        if (timeout < TimeSpan.Zero) throw Terminate(new PartnerCenterException(PartnerCenterErrorKind.InvalidProperty, CmdletMessages.TimeoutNegative()));
        if (pollingInterval < ShortestInterval) throw Terminate(new PartnerCenterException(PartnerCenterErrorKind.InvalidProperty, CmdletMessages.PollingIntervalTooShort(ShortestInterval)));
    }

    /// <summary>What follows the reviews of the rows, when all rows are written.</summary>
    private protected ReviewWait FollowReviews(TimeSpan? timeout, TimeSpan? pollingInterval, int throttleLimit)
    {
        var options = new VettingFollowerOptions { Timeout = timeout, PollingInterval = pollingInterval, MaxConcurrentReads = throttleLimit, Trace = Trace };
        return new ReviewWait(Pipeline, options, EmitFollowed, ReportOrKeep, WriteProgress, Connected.Customers.NameOf);
    }

    /// <summary>
    /// Reports an error, or keeps the first one that would meet every customer, to end the command with. A row may fail for itself because
    /// of such an error, where it is open: then it is both.
    /// </summary>
    private protected void ReportOrKeep(PartnerCenterException error)
    {
        var isFirst = lastError is null;
        lastError ??= RunEnd.CauseIn(error);
        if (!error.MeetsEveryRequest || (!isFirst && !RunEnd.IsToldOnce(error))) Report(error);
    }

    /// <summary>Ends the command; of what is told once, with what was done before it, and what was not.</summary>
    private protected override PartnerCenterException Terminate(PartnerCenterException error) => base.Terminate(Rows is not null && RunEnd.IsToldOnce(error) ? WithAccount(error) : error);

    /// <summary>Writes a review that was followed, decided or not.</summary>
    private protected virtual void EmitFollowed(CustomerQualification review)
    {
        WarnOfDenial(review);
        if (review.IsDecided) Counts.CountDecision();
        Emit(review);
    }

    /// <summary>Writes the outcome of a row that has ended.</summary>
    private protected virtual void WriteRow(Row row)
    {
        if (row.Error is { } error) Fail(row, error);
        else WriteAnswer(row);
    }

    /// <summary>Runs a row. Where reads run ahead, the row that ends the command may be written long after it has ended: no other is started meanwhile.</summary>
    private async Task RunAsync(Row row, PauseWait? pauses)
    {
        await row.RunAsync(pauses, StopToken).ConfigureAwait(false);
        if (RunEnd.CauseIn(row.Error) is not null) isEnding = true;
    }

    /// <summary>Waits for a lookup, and writes meanwhile what is due.</summary>
    private void WaitForLookup(Task looking)
    {
        looking.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(Pipeline.Wake);
        Pipeline.WaitUntil(() => looking.IsCompleted || IsOver, WriteDueAndTick);
    }

    private void WriteDueAndTick()
    {
        Rows!.WriteDue();
        Tick();
    }

    private void NoteLookedUp(string domain, Customer customer)
    {
        Connected.Customers.Note(customer);
        Tell(CmdletMessages.CustomerLookedUp(domain, customer));
    }

    /// <summary>Whether a later command has ended the pipeline on purpose, as Select-Object -First does. PowerShell throws the same here as for Ctrl+C.</summary>
    private bool IsEndedByNext(Exception error) =>
        (error is PipelineStoppedException or FlowControlException) && !Stopping && !StopToken.IsCancellationRequested;

    private void Fail(Row row, PartnerCenterException error)
    {
        if (row.Number > 0) error.Data["Row"] = row.Number;
        if (RunEnd.IsToldOnce(error)) Counts.CountNotSent(error.CustomerId);
        else Counts.CountFailure(error, ErrorRecords.Remedy(error));
        try
        {
            ReportOrKeep(error);
        }
        catch (ActionPreferenceStopException)
        {
            // The error has ended the command, and is shown as what ended it.
            row.IsShown = true;
            throw;
        }
    }

    /// <summary>Ends the command where an error has come that would meet every other row too, after what is under way has been written.</summary>
    private void EndWithLastError()
    {
        if (!IsOver) return;
        given?.Finish();
        Rows!.Finish();
        progress!.End();
        throw Terminate(lastError!);
    }

    /// <summary>Does something, and takes the progress away where that ends the command.</summary>
    private void WithProgress(Action work)
    {
        try
        {
            work();
        }
        catch
        {
            progress!.EndAfterError();
            throw;
        }
    }

    /// <summary>Takes the progress away and says what has become of all rows, and what to do about what many of them met.</summary>
    private void Conclude()
    {
        progress!.End();
        var summary = hasInput ? Summarize(progress.Summary()) : CmdletMessages.NothingCameIn(MyInvocation.ExpectingInput);
        Tell(summary);
        WriteInformation(summary, SummaryTags);
        foreach (var failure in Counts.Failures.Where(static one => one.Count >= Many)) Warn(CmdletMessages.SameFailure(failure));
    }

    private PartnerCenterException WithAccount(PartnerCenterException error)
    {
        var account = Counts.Account();
        var pause = error.ResumeAt - DateTimeOffset.UtcNow;
        var text = error switch
        {
            { ResumeAt: { } resumeAt } => CmdletMessages.PausedCommand(pause > TimeSpan.Zero ? pause.Value : TimeSpan.Zero, resumeAt, account),
            { Kind: PartnerCenterErrorKind.JournalFailed } => CmdletMessages.JournalEndedCommand(error.WhatHappened, account),
            { Kind: PartnerCenterErrorKind.ConnectionFailed } => CmdletMessages.UnreachableCommand(error, account),
            _ => CmdletMessages.OutageCommand(error.OutageSince ?? DateTimeOffset.UtcNow, account),
        };
        return error.With(text, customerId: null);
    }
}
