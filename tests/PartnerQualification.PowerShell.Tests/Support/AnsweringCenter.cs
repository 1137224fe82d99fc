namespace PartnerQualification.PowerShell.Tests.Support;

/// <summary>A Partner Center whose customers hold nothing, and which counts how often it is read.</summary>
internal sealed class AnsweringCenter : IPartnerCenter
{
    // Only of the first customers, so that the counts do not grow with a test of many rows.
    private const int MostCounted = 1000;

    private readonly Dictionary<string, (int Qualifications, int Account, int Profile)> reads = new(StringComparer.Ordinal);

    public int CodeReads { get; private set; }

    public int ActivityReads { get; private set; }

    public PacingStatus Pacing => new(RequestsPerSecond: null, TimeSpan.Zero, TimeSpan.Zero, ThrottledAnswers: 0);

    public (int Qualifications, int Account, int Profile) ReadsOf(string customerId) => reads.TryGetValue(customerId, out var count) ? count : default;

    public Task<IReadOnlyList<CustomerQualification>> GetQualificationsAsync(string customerId, CallOptions? options = null, CancellationToken cancellationToken = default)
    {
        Count(customerId, static count => count with { Qualifications = count.Qualifications + 1 });
        return Task.FromResult<IReadOnlyList<CustomerQualification>>([]);
    }

    public Task<CustomerAccount?> GetCustomerAccountAsync(string customerId, CallOptions? options = null, CancellationToken cancellationToken = default)
    {
        Count(customerId, static count => count with { Account = count.Account + 1 });
        return Task.FromResult<CustomerAccount?>(new CustomerAccount { CustomerId = customerId, Status = AccountStatuses.Allowed });
    }

    public Task<CustomerProfile> GetCustomerAsync(string customerId, CallOptions? options = null, CancellationToken cancellationToken = default)
    {
        Count(customerId, static count => count with { Profile = count.Profile + 1 });
        return Task.FromResult(new CustomerProfile { CustomerId = customerId, CompanyName = "Contoso " + customerId, Email = "office@contoso.edu" });
    }

    public Task<IReadOnlyList<ValidationCode>> GetValidationCodesAsync(CallOptions? options = null, CancellationToken cancellationToken = default)
    {
        CodeReads++;
        return Task.FromResult<IReadOnlyList<ValidationCode>>([new ValidationCode { ValidationId = "12345", RemainingCreates = 5 }]);
    }

    public Task<ActivityPage> GetActivityRecordsAsync(ActivityQuery query, CallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ActivityReads++;
        return Task.FromResult(new ActivityPage([], TotalCount: 0, ContinuationToken: null));
    }

    public Task<CustomerQualification> SetQualificationAsync(QualificationRequest request, CallOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException("A test of requests sends none.");

    public Task<CustomerPage> GetCustomersAsync(CustomerQuery? query = null, CallOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public void Dispose()
    {
    }

    private void Count(string customerId, Func<(int Qualifications, int Account, int Profile), (int Qualifications, int Account, int Profile)> next)
    {
        if (reads.Count < MostCounted || reads.ContainsKey(customerId)) reads[customerId] = next(ReadsOf(customerId));
    }
}
