namespace PartnerQualification.Tests.Support;

/// <summary>A Partner Center of which a test gives only what it uses; whatever else is asked for fails the test.</summary>
internal abstract class PartnerCenterDouble : IPartnerCenter
{
    public PacingStatus Pacing => new(null, TimeSpan.Zero, TimeSpan.Zero, 0);

    public virtual Task<CustomerQualification> SetQualificationAsync(QualificationRequest request, CallOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public abstract Task<IReadOnlyList<CustomerQualification>> GetQualificationsAsync(string customerId, CallOptions? options = null, CancellationToken cancellationToken = default);

    public Task<IReadOnlyList<ValidationCode>> GetValidationCodesAsync(CallOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<CustomerPage> GetCustomersAsync(CustomerQuery? query = null, CallOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<CustomerProfile> GetCustomerAsync(string customerId, CallOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<CustomerAccount?> GetCustomerAccountAsync(string customerId, CallOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<ActivityPage> GetActivityRecordsAsync(ActivityQuery query, CallOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public virtual void Dispose()
    {
    }
}
