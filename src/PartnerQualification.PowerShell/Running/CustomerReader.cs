namespace PartnerQualification.PowerShell;

/// <summary>
/// Reads what a test of requests needs to know: each customer once for the rows that stand near to one another, and the partner's
/// validation codes once. So a customer with several rows is read once as a rule, and the memory does not grow with the rows.
/// </summary>
/// <param name="center">Where it is read.</param>
/// <param name="reads">What is read of a customer besides its qualifications.</param>
/// <param name="newCall">Makes the calls.</param>
/// <param name="stop">Ends every reading.</param>
internal sealed class CustomerReader(IPartnerCenter center, CustomerReads reads, Func<CallOptions> newCall, CancellationToken stop)
{
    // A customer takes one or two kilobytes. Rows of one customer usually stand together.
    private const int MostKept = 500;

    private readonly object gate = new();
    private readonly Dictionary<string, Task<CustomerFindings>> kept = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new();
    private Task<ValidationCodesRead>? codes;

    /// <summary>Reads a customer.</summary>
    /// <exception cref="PartnerCenterException">Something has come that every other customer would meet too.</exception>
    public Task<CustomerFindings> ReadAsync(string customerId)
    {
        lock (gate)
        {
            if (kept.TryGetValue(customerId, out var before)) return before;
            if (order.Count == MostKept) kept.Remove(order.Dequeue());
            var reading = CustomerFindings.ReadAsync(center, customerId, reads, newCall, stop);
            kept.Add(customerId, reading);
            order.Enqueue(customerId);
            return reading;
        }
    }

    /// <summary>Reads the partner's validation codes.</summary>
    /// <exception cref="PartnerCenterException">Something has come that every request would meet.</exception>
    public Task<ValidationCodesRead> ReadCodesAsync()
    {
        lock (gate) return codes ??= ReadCodesNowAsync();
    }

    private async Task<ValidationCodesRead> ReadCodesNowAsync()
    {
        try
        {
            return new ValidationCodesRead(await center.GetValidationCodesAsync(newCall(), stop).ConfigureAwait(false));
        }
        catch (PartnerCenterException error) when (!error.MeetsEveryRequest)
        {
            return new ValidationCodesRead([], error);
        }
    }
}
