namespace PartnerQualification.PowerShell;

/// <summary>One customer's call, from its start to the moment its outcome is written.</summary>
internal abstract class Row
{
    protected Row(string customerId) => CustomerId = customerId;

    /// <summary>The customer, as given where it is no customer id.</summary>
    public string CustomerId { get; }

    /// <summary>What went wrong; nothing where the call succeeded, or has not ended.</summary>
    public PartnerCenterException? Error { get; private set; }

    /// <summary>Whether the call was given up because the command ends.</summary>
    public bool IsCancelled { get; private set; }

    /// <summary>The work of the row, from when it is run. It never fails.</summary>
    public Task Work { get; private set; } = Task.CompletedTask;

    /// <summary>Runs the row and keeps whatever comes of it: one customer's failure never touches another's row.</summary>
    /// <param name="pauses">Waits out pauses that are too long for the call itself; nothing where they end it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The work, which never fails.</returns>
    public Task RunAsync(PauseWait? pauses, CancellationToken cancellationToken) => Work = KeepOutcomeAsync(pauses, cancellationToken);

    /// <summary>Ends the row before anything is sent.</summary>
    /// <param name="error">The rule that is broken.</param>
    public void Refuse(PartnerCenterException error) => Error = error;

    protected abstract Task CallAsync(CancellationToken cancellationToken);

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
            IsCancelled = true;
        }
        catch (ObjectDisposedException error)
        {
            Error = new PartnerCenterException(PartnerCenterErrorKind.NotConnected, Messages.SessionClosed(), error) { CustomerId = CustomerId };
        }
#pragma warning disable CA1031 // A fault of ours in one row must not take the others with it; it is shown as that row's error.
        catch (Exception error)
        {
            Error = new PartnerCenterException(PartnerCenterErrorKind.UnexpectedResponse, Messages.UnexpectedFailure(CustomerId, error.Message), error) { CustomerId = CustomerId };
        }
#pragma warning restore CA1031
    }
}
