namespace PartnerQualification.PowerShell.Tests;

/// <summary>A Partner Center that does what a test says, when it says so.</summary>
internal sealed class ControlledCenter : IPartnerCenter
{
    public Func<QualificationRequest, ServiceCall, CancellationToken, Task<CustomerQualification>> Set { get; init; } = (_, _, _) => throw new NotSupportedException();

    public Func<ActivityPeriod, string?, CancellationToken, Task<ActivityPage>> ReadActivity { get; init; } = (_, _, _) => throw new NotSupportedException();

    public Func<CustomerFilter?, CancellationToken, Task<CustomerPage>> ListCustomers { get; init; } = (_, _) => throw new NotSupportedException();

    public Func<string, CancellationToken, Task<CustomerProfile>> ReadCustomer { get; init; } = (_, _) => throw new NotSupportedException();

    public PacingStatus Pacing => new(null, TimeSpan.Zero, TimeSpan.Zero, 0);

    public Task<CustomerQualification> SetQualificationAsync(QualificationRequest request, ServiceCall? call = null, CancellationToken cancellationToken = default) =>
        Set(request, call!, cancellationToken);

    public Task<IReadOnlyList<CustomerQualification>> GetQualificationsAsync(string customerId, ServiceCall? call = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<ValidationCode>> GetValidationCodesAsync(ServiceCall? call = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<CustomerPage> GetCustomersAsync(string? continuationToken = null, int pageSize = 500, CustomerFilter? filter = null, ServiceCall? call = null, CancellationToken cancellationToken = default) =>
        ListCustomers(filter, cancellationToken);

    public Task<CustomerProfile> GetCustomerAsync(string customerId, ServiceCall? call = null, CancellationToken cancellationToken = default) => ReadCustomer(customerId, cancellationToken);

    public Task<CustomerAccount?> GetCustomerAccountAsync(string customerId, ServiceCall? call = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<ActivityPage> GetActivityRecordsAsync(ActivityPeriod period, string? customerId = null, string? continuationToken = null, ServiceCall? call = null, CancellationToken cancellationToken = default) =>
        ReadActivity(period, customerId, cancellationToken);

    public void Dispose()
    {
    }
}
