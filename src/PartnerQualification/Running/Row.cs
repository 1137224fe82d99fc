namespace PartnerQualification;

/// <summary>One customer's call, from its start to the moment its outcome is handed over.</summary>
internal abstract class Row
{
    protected Row(string customerId) => CustomerId = customerId;

    /// <summary>The customer, as given where it is no customer id.</summary>
    public string CustomerId { get; }

    /// <summary>Its number among the rows that the run took, from 1; 0 where they are not numbered.</summary>
    public long Number { get; init; }

    /// <summary>What went wrong; nothing where the call succeeded, or has not ended.</summary>
    public PartnerCenterException? Error { get; protected set; }

    /// <summary>Whether the user has seen the outcome, although the row was not handed over to its end: as the error that ended the run.</summary>
    public bool IsShown { get; set; }

    /// <summary>The work of the row, from when it is run. It never fails.</summary>
    public Task Work { get; private set; } = Task.CompletedTask;

    /// <summary>Runs the row and keeps whatever comes of it: one customer's failure never touches another's row.</summary>
    /// <param name="pauses">Waits out pauses that are too long for the call itself; nothing where they end it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The work, which never fails.</returns>
    public Task RunAsync(PauseWait? pauses, CancellationToken cancellationToken) => Work = KeepOutcomeAsync(pauses, cancellationToken);

    /// <summary>Makes the call. What it brings is kept in the row before the task ends.</summary>
    protected abstract Task CallAsync(CancellationToken cancellationToken);

    /// <summary>Called when the call has ended, whatever came of it, before anybody is told.</summary>
    protected virtual void Ended()
    {
    }

    private async Task KeepOutcomeAsync(PauseWait? pauses, CancellationToken cancellationToken)
    {
        try
        {
            await (pauses is null ? CallAsync(cancellationToken) : pauses.RunAsync(CallAsync, cancellationToken)).ConfigureAwait(false);
        }
        catch (PartnerCenterException error)
        {
            Error = error;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The run was stopped. How far the call got is asked of its status.
        }
#pragma warning disable CA1031 // A fault of ours in one row must not take the others with it; it is shown as that row's error.
        catch (Exception error)
        {
            Error = new PartnerCenterException(PartnerCenterErrorKind.UnexpectedResponse, Messages.UnexpectedFailure(CustomerId, error.Message), error) { CustomerId = CustomerId };
        }
#pragma warning restore CA1031
        Ended();
    }
}

/// <summary>A row that breaks a rule: it holds its place among the results, and sends nothing.</summary>
internal sealed class RefusedRow : Row
{
    /// <summary>Creates a row.</summary>
    /// <param name="customerId">The customer, as given.</param>
    /// <param name="error">The rule that is broken.</param>
    public RefusedRow(string? customerId, PartnerCenterException error)
        : base(customerId ?? string.Empty) => Error = error;

    /// <summary>What stands in it; nothing where nobody needs to know.</summary>
    public GivenRequest? Given { get; init; }

    protected override Task CallAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>A row that asks for a qualification.</summary>
internal abstract class RequestRow : Row
{
    protected RequestRow(QualificationRequest request)
        : base(request.CustomerId) => Request = request;

    /// <summary>What it asks for.</summary>
    public QualificationRequest Request { get; }

    /// <summary>What the service answered, or what was there already; nothing where neither is known.</summary>
    public CustomerQualification? Answer { get; protected set; }
}

/// <summary>A row of which the journal says what became of it: it sends nothing.</summary>
internal sealed class KnownRow : RequestRow
{
    /// <summary>Creates a row.</summary>
    /// <param name="request">What it asks for.</param>
    /// <param name="answer">What became of it, as it is handed over.</param>
    public KnownRow(QualificationRequest request, CustomerQualification answer)
        : base(request) => Answer = answer;

    protected override Task CallAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
