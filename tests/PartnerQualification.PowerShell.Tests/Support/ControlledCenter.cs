namespace PartnerQualification.PowerShell.Tests;

/// <summary>A Partner Center that does what a test says, when it says so.</summary>
internal sealed class ControlledCenter : IPartnerCenter
{
    public Func<QualificationRequest, CallStatus, CancellationToken, Task<CustomerQualification>> Set { get; init; } = (_, _, _) => throw new NotSupportedException();

    public Func<ActivityPeriod, string?, CancellationToken, Task<ActivityPage>> ReadActivity { get; init; } = (_, _, _) => throw new NotSupportedException();

    public Func<CustomerFilter?, CancellationToken, Task<CustomerPage>> ListCustomers { get; init; } = (_, _) => throw new NotSupportedException();

    public Func<string, CancellationToken, Task<CustomerProfile>> ReadCustomer { get; init; } = (_, _) => throw new NotSupportedException();

    public PacingStatus Pacing => new(null, TimeSpan.Zero, TimeSpan.Zero, 0);

    public Task<CustomerQualification> SetQualificationAsync(QualificationRequest request, CallOptions? options = null, CancellationToken cancellationToken = default) =>
        Set(request, Begun(options!), cancellationToken);

    public Task<IReadOnlyList<CustomerQualification>> GetQualificationsAsync(string customerId, CallOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<ValidationCode>> GetValidationCodesAsync(CallOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<CustomerPage> GetCustomersAsync(CustomerQuery? query = null, CallOptions? options = null, CancellationToken cancellationToken = default) =>
        ListCustomers(query?.Filter, cancellationToken);

    public Task<CustomerProfile> GetCustomerAsync(string customerId, CallOptions? options = null, CancellationToken cancellationToken = default) => ReadCustomer(customerId, cancellationToken);

    public Task<CustomerAccount?> GetCustomerAccountAsync(string customerId, CallOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<ActivityPage> GetActivityRecordsAsync(ActivityQuery query, CallOptions? options = null, CancellationToken cancellationToken = default) =>
        ReadActivity(query.Period, query.CustomerId, cancellationToken);

    public void Dispose()
    {
    }

    /// <summary>The call's status, as the client begins it.</summary>
    private static CallStatus Begun(CallOptions options)
    {
        options.Status!.Begin(options.RequestId!.Value, options.CorrelationId!.Value);
        return options.Status;
    }
}
