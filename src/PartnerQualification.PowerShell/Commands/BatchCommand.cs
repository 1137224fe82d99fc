using System.ComponentModel;

namespace PartnerQualification.PowerShell;

/// <summary>A command over many customers: one customer's failure is one error and the rest go on; an error that would meet all of them ends it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class BatchCommand : SessionCommand
{
    private static readonly string[] SummaryTags = ["PartnerQualification", "Summary"];

    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(100);

    private PartnerCenterException? sessionError;
    private BatchProgress? progress;
    private bool isCustomerNamed;

    private protected BatchCommand()
    {
    }

    private protected BatchCounts Counts { get; } = new();

    /// <summary>Whether the session has come to its end: nothing more is to be sent.</summary>
    private protected bool IsOver() => sessionError is not null;

    /// <summary>What the command does, as its progress is headed.</summary>
    private protected abstract string Activity { get; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();

        // A script block stands there as an object of PowerShell's own: it takes the customer from each piped object.
        isCustomerNamed = MyInvocation.BoundParameters.TryGetValue("CustomerId", out var customers) && PipedObject.Unwrap(customers) is string[];
        progress = new BatchProgress(Activity, Counts, () => Connected.Center.Pacing, WriteProgress);
    }

    /// <summary>Customers come from the command line or from the pipeline: with both, the one named would be asked for again with every object.</summary>
    private protected void RequireOneSource(object? piped)
    {
        if (isCustomerNamed && piped is not null) throw Terminate(new PartnerCenterException(PartnerCenterErrorKind.InvalidProperty, Messages.CustomerGivenTwice()));
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
        var isTaken = false;
        try
        {
            WriteObject(qualification);
            isTaken = true;
        }
        finally
        {
            if (!isTaken) CutOff();
        }
    }

    /// <summary>Writes a review that was followed, decided or not.</summary>
    private protected void EmitFollowed(CustomerQualification review)
    {
        if (review.IsDecided) Counts.CountDecision();
        Emit(review);
    }

    /// <summary>How reviews are followed; the lengths of time are checked here.</summary>
    private protected VettingFollowerOptions FollowingOptions(TimeSpan? timeout, TimeSpan? pollingInterval, int throttleLimit)
    {
        if (timeout < TimeSpan.Zero) throw Terminate(new PartnerCenterException(PartnerCenterErrorKind.InvalidProperty, Messages.TimeoutNegative()));
        if (pollingInterval < ShortestInterval) throw Terminate(new PartnerCenterException(PartnerCenterErrorKind.InvalidProperty, Messages.PollingIntervalTooShort(ShortestInterval)));
        return new VettingFollowerOptions { Timeout = timeout, PollingInterval = pollingInterval, MaxConcurrentReads = throttleLimit, CorrelationId = CorrelationId, Trace = Trace };
    }

    /// <summary>Counts a failure and reports it; the first one that would meet every customer is kept to end the command with.</summary>
    private protected void Fail(PartnerCenterException error)
    {
        // A pause that nobody can wait out is no failure of a customer's: it is told once, with how many it met.
        if (error.ResumeAt is null) Counts.CountFailure();
        else Counts.CountNotSent(error.CustomerId);
        ReportOrKeep(error);
    }

    private protected void ReportOrKeep(PartnerCenterException error)
    {
        if (sessionError is null && error.MeetsEveryRequest) sessionError = error;
        else if (error.ResumeAt is null) Report(error);
    }

    /// <summary>Ends the command where its session has come to an end, after what is under way has been written.</summary>
    private protected void EndWithTheSession(Action finish)
    {
        if (sessionError is not { } error) return;
        finish();
        progress!.End();
        throw Terminate(error);
    }

    /// <summary>Ends the command; of a pause it says what was done before it, and what was not.</summary>
    private protected override PartnerCenterException Terminate(PartnerCenterException error) => base.Terminate(error.ResumeAt is { } resumeAt ? WithAccount(error, resumeAt) : error);

    /// <summary>Follows reviews, when all rows are written; ends the command where its session came to an end meanwhile.</summary>
    private protected void Follow(ReviewWait reviews, VettingFollowerOptions following, PauseWait pauses)
    {
        var left = following.Timeout - pauses.Spent;
        reviews.Follow(Connected.Center, following with { Timeout = left < TimeSpan.Zero ? TimeSpan.Zero : left }, StopToken);
        EndWithTheSession(static () => { });
    }

    /// <summary>Takes the progress away and says what has become of all rows.</summary>
    private protected void Conclude()
    {
        progress!.End();
        var summary = progress.Summary();
        Tell(summary);
        WriteInformation(summary, SummaryTags);
    }

    private PartnerCenterException WithAccount(PartnerCenterException error, DateTimeOffset resumeAt)
    {
        var pause = resumeAt - DateTimeOffset.UtcNow;
        return new PartnerCenterException(error.Kind, Messages.PausedCommand(pause > TimeSpan.Zero ? pause : TimeSpan.Zero, resumeAt, Counts.Account()), error)
        {
            StatusCode = error.StatusCode,
            ServiceCode = error.ServiceCode,
            ServiceMessage = error.ServiceMessage,
            ServiceData = error.ServiceData,
            RequestId = error.RequestId,
            CorrelationId = error.CorrelationId,
            RetryAfter = error.RetryAfter,
            ResumeAt = error.ResumeAt,
        };
    }

    /// <summary>Nobody takes results any longer.</summary>
    private protected virtual void CutOff() => Abandon();
}
