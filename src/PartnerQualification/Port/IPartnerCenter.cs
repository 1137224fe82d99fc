namespace PartnerQualification;

/// <summary>
/// The port to Partner Center. Every member throws <see cref="PartnerCenterException"/> for whatever goes wrong,
/// <see cref="OperationCanceledException"/> only where the caller's own token was cancelled, and <see cref="ArgumentException"/> for what is
/// a mistake of the caller's own: a customer id that is none, a page that cannot be asked for, the <see cref="CallStatus"/> of another request.
/// To dispose of it ends every call under way, wherever it is: as <see cref="PartnerCenterErrorKind.OutcomeUnknown"/> where something was sent
/// that may have taken effect, and otherwise as <see cref="PartnerCenterErrorKind.NotConnected"/>, as every later call. Nothing more is sent.
/// </summary>
public interface IPartnerCenter : IDisposable
{
    /// <summary>How fast requests are sent at the moment, over all operations.</summary>
    PacingStatus Pacing { get; }

    /// <summary>
    /// Requests a qualification. It cannot be taken back. Where the answer was lost, the customer is read before anything is sent again.
    /// </summary>
    /// <param name="request">What is requested, for whom.</param>
    /// <param name="options">What varies from call to call; nothing for the usual.</param>
    /// <param name="cancellationToken">Stops waiting; what has left cannot be recalled.</param>
    /// <returns>The qualification as the service answered it, or as it was found by reading where the answer was lost.</returns>
    Task<CustomerQualification> SetQualificationAsync(QualificationRequest request, CallOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Reads the qualifications of a customer.</summary>
    /// <param name="customerId">The customer's tenant id.</param>
    /// <param name="options">What varies from call to call; nothing for the usual.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>All of them; none where the customer has none.</returns>
    Task<IReadOnlyList<CustomerQualification>> GetQualificationsAsync(string customerId, CallOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Reads the partner's validation codes.</summary>
    /// <param name="options">What varies from call to call; nothing for the usual.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>All of them.</returns>
    Task<IReadOnlyList<ValidationCode>> GetValidationCodesAsync(CallOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Reads one page of the partner's customers. <see cref="CustomerPages"/> reads them all.</summary>
    /// <param name="query">Which page; nothing for the first one of all customers.</param>
    /// <param name="options">What varies from call to call; nothing for the usual.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The page, with the token of the next one.</returns>
    /// <exception cref="ArgumentException">The token cannot be one, the page size is below 1, or the filter has no value.</exception>
    Task<CustomerPage> GetCustomersAsync(CustomerQuery? query = null, CallOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Reads a customer with the profile that a review judges.</summary>
    /// <param name="customerId">The customer's tenant id.</param>
    /// <param name="options">What varies from call to call; nothing for the usual.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The customer.</returns>
    Task<CustomerProfile> GetCustomerAsync(string customerId, CallOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Reads the state of a customer's account. An application alone may not.</summary>
    /// <param name="customerId">The customer's tenant id.</param>
    /// <param name="options">What varies from call to call; nothing for the usual.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The state; nothing where the customer has none, which keeps nobody from anything.</returns>
    Task<CustomerAccount?> GetCustomerAccountAsync(string customerId, CallOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Reads one page of the partner's activity records. <see cref="ActivityPages"/> reads them all.</summary>
    /// <param name="query">Which page.</param>
    /// <param name="options">What varies from call to call; nothing for the usual.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The page, with the token of the next one.</returns>
    /// <exception cref="ArgumentException">The token cannot be one, or the period is longer than 30 days.</exception>
    Task<ActivityPage> GetActivityRecordsAsync(ActivityQuery query, CallOptions? options = null, CancellationToken cancellationToken = default);
}

/// <summary>
/// How fast the client sends at the moment, and why. The service limits each of its operations by itself, and so each has a pace of its own:
/// this is the view over all of them. Customers whom the service limits one by one wait by themselves, and hold nobody else back.
/// </summary>
/// <param name="RequestsPerSecond">The rate that the slowest operation keeps to; nothing while no limit has been met.</param>
/// <param name="PausedFor">How long <see cref="PausedOperation"/> waits from now on, because the service asked for it: the longest of all such pauses.</param>
/// <param name="ThrottledTime">How long requests were held back so far, of the operation that was held back longest.</param>
/// <param name="ThrottledAnswers">How many requests the service has refused as too many, over all operations.</param>
public sealed record PacingStatus(double? RequestsPerSecond, TimeSpan PausedFor, TimeSpan ThrottledTime, long ThrottledAnswers)
{
    /// <summary>The operation that <see cref="PausedFor"/> is about, in words such as "setting qualifications"; nothing where none is paused.</summary>
    public string? PausedOperation { get; init; }

    /// <summary>How long nothing has got through to the service, where all requests wait for the end of an outage; nothing while things get through.</summary>
    public TimeSpan? OutageLasted { get; init; }
}
