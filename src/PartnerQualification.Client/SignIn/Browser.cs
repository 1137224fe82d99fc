namespace PartnerQualification.Client;

/// <summary>The browser of the one who signs in.</summary>
internal sealed class Browser(ISignInEvents events)
{
    public Task OpenAsync(Uri address)
    {
        try
        {
            events.OpenBrowser(address);
            return Task.CompletedTask;
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or PartnerCenterException))
        {
            throw new SignInConditionException(SignInCondition.BrowserMissing);
        }
    }
}
