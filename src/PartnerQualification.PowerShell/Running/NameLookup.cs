namespace PartnerQualification.PowerShell;

/// <summary>
/// Looks up the company name of one customer for a command, so that its first question names somebody. It only helps to decide, so it never
/// fails: where the name cannot be read soon, the question does without.
/// </summary>
/// <param name="center">Where it is read.</param>
/// <param name="newCall">Makes the call that reads it.</param>
/// <param name="clock">The time, by which the longest wait is counted.</param>
internal sealed class NameLookup(IPartnerCenter center, Func<CallOptions> newCall, Clock clock)
{
    // Somebody is waiting for a question.
    private static readonly TimeSpan LongestRead = TimeSpan.FromSeconds(3);

    private bool isDone;

    /// <summary>The name of a customer, the first time; nothing where it cannot be read, and for every other customer.</summary>
    /// <param name="customerId">The customer.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<string?> FindAsync(string customerId, CancellationToken cancellationToken)
    {
        if (isDone) return null;
        isDone = true;
        try
        {
            var customer = await clock.WithinAsync(LongestRead, limited => center.GetCustomerAsync(customerId, newCall(), limited), cancellationToken).ConfigureAwait(false);
            return customer.CompanyName;
        }
        catch (PartnerCenterException)
        {
            return null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
