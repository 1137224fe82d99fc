using PartnerQualification.Client.Outages;

namespace PartnerQualification.Client;

/// <summary>
/// Partner Center over HTTPS. Retries what may succeed the next time, keeps to the service's limits, and says plainly what went wrong.
/// One client serves any number of callers at once; keep it as long as the sign-in lasts.
/// </summary>
public sealed class PartnerCenterClient : IPartnerCenter
{
    // The customer's account has no status, which keeps nobody from anything.
    private const string NoAccountStatus = "600074";

    private static readonly ServiceOperation ListingCustomers = new() { Name = Messages.ListingCustomers };

    // The documentation does not say that a filtered list has a limit of its own. A pace of its own does no harm, and finding is not held up by a long list.
    private static readonly ServiceOperation FindingCustomers = new() { Name = Messages.FindingCustomers, Describe = static _ => Messages.RequestToFindCustomers };

    private static readonly ServiceOperation ReadingValidationCodes = new() { Name = Messages.ReadingValidationCodes };

    private readonly ServiceAddress addresses;
    private readonly ServicePipeline pipeline;
    private readonly ServiceSender sender;
    private readonly QualificationsReader reader;
    private readonly SettingServices setting;

    /// <summary>Creates a client.</summary>
    /// <param name="options">How it talks to the service.</param>
    /// <param name="tokenSource">Where its access tokens come from. The caller disposes of it, after the client.</param>
    /// <exception cref="ArgumentException">An option cannot be used.</exception>
    public PartnerCenterClient(PartnerCenterOptions options, IAccessTokenSource tokenSource)
        : this(options, tokenSource, TimeProvider.System)
    {
    }

    /// <summary>Creates a client whose time and random numbers are the caller's.</summary>
    /// <param name="options">How it talks to the service.</param>
    /// <param name="tokenSource">Where its access tokens come from. The caller disposes of it, after the client.</param>
    /// <param name="time">The time that waits and limits go by.</param>
    /// <param name="randomness">Numbers from 0 to below 1 that spread the waits; the machine's own where nothing is given.</param>
    /// <exception cref="ArgumentException">An option cannot be used.</exception>
    public PartnerCenterClient(PartnerCenterOptions options, IAccessTokenSource tokenSource, TimeProvider time, Func<double>? randomness = null)
        : this(options, tokenSource, time, randomness, new OutageLimits())
    {
    }

    /// <summary>Creates a client whose outages are as long as the caller says, and that looks for lost answers at other times. For tests.</summary>
    internal PartnerCenterClient(PartnerCenterOptions options, IAccessTokenSource tokenSource, TimeProvider time, Func<double>? randomness, OutageLimits limits, LookTimes? lookTimes = null)
    {
        if (options is null) throw new ArgumentNullException(nameof(options));
        if (tokenSource is null) throw new ArgumentNullException(nameof(tokenSource));
        if (time is null) throw new ArgumentNullException(nameof(time));
        addresses = new ServiceAddress(OptionsCheck.Endpoint(options));
        var errors = new ErrorFactory(tokenSource, options, time);
        pipeline = new ServicePipeline(options, tokenSource, time, randomness ?? SharedRandom.NextDouble, limits);
        sender = new ServiceSender(pipeline, errors);
        reader = new QualificationsReader(sender, addresses);
        var times = lookTimes ?? LookTimes.Default;
        var look = new CustomerLook(reader, pipeline.ServiceClock, times, time, pipeline.Closing);
        setting = new SettingServices(sender, errors, addresses, look, times, options, time);
        if (options.WarmUp) _ = WarmUp.Begin(pipeline.OpenConnectionAsync, pipeline.Closing);
    }

    /// <inheritdoc/>
    public PacingStatus Pacing => pipeline.Pacing;

    /// <inheritdoc/>
    public Task<CustomerQualification> SetQualificationAsync(QualificationRequest request, CallOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (request is null) throw new ArgumentNullException(nameof(request));
        return new SettingWithLook(setting, request, new ServiceCall(options), cancellationToken).RunAsync();
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CustomerQualification>> GetQualificationsAsync(string customerId, CallOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var message = reader.Message(CustomerId.Require(customerId, nameof(customerId)), new ServiceCall(options));
        return await reader.ReadAsync(message, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ValidationCode>> GetValidationCodesAsync(CallOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var message = new ServiceRequest(HttpMethod.Get, addresses.ValidationCodes, new ServiceCall(options), ReadingValidationCodes);
        var answer = (await sender.SendAsync(message, cancellationToken).ConfigureAwait(false)).OrThrow();
        return AnswerReader.ValidationCodes(answer.Body) ?? throw ErrorFactory.OfUnreadable(answer, message);
    }

    /// <inheritdoc/>
    public async Task<CustomerPage> GetCustomersAsync(CustomerQuery? query = null, CallOptions? options = null, CancellationToken cancellationToken = default)
    {
        query ??= new CustomerQuery();
        if (query.PageSize < 1) throw new ArgumentOutOfRangeException(nameof(query), Messages.PageSizeTooSmall);
        if (query.Filter is { } filter && string.IsNullOrWhiteSpace(filter.Value)) throw new ArgumentException(Messages.FilterWithoutValue, nameof(query));
        using var message = CustomersRequest(query, new ServiceCall(options));
        var answer = (await sender.SendAsync(message, cancellationToken).ConfigureAwait(false)).OrThrow();
        var page = AnswerReader.Customers(answer.Body) ?? throw ErrorFactory.OfUnreadable(answer, message);
        return CanBeSent(page.ContinuationToken) ? page : throw ErrorFactory.OfUnusableNextPage(answer, message);
    }

    /// <inheritdoc/>
    public async Task<CustomerProfile> GetCustomerAsync(string customerId, CallOptions? options = null, CancellationToken cancellationToken = default)
    {
        var id = CustomerId.Require(customerId, nameof(customerId));
        using var message = new ServiceRequest(HttpMethod.Get, addresses.Customer(id), new ServiceCall(options), ReadingCustomer(id));
        var answer = (await sender.SendAsync(message, cancellationToken).ConfigureAwait(false)).OrThrow();
        return AnswerReader.Customer(answer.Body, id) ?? throw ErrorFactory.OfUnreadable(answer, message);
    }

    /// <inheritdoc/>
    public async Task<CustomerAccount?> GetCustomerAccountAsync(string customerId, CallOptions? options = null, CancellationToken cancellationToken = default)
    {
        var id = CustomerId.Require(customerId, nameof(customerId));
        using var message = new ServiceRequest(HttpMethod.Get, addresses.Account(id), new ServiceCall(options), ReadingAccount(id));
        var result = await sender.SendAsync(message, cancellationToken).ConfigureAwait(false);
        if (result.Error is null) return AnswerReader.Account(result.Answer!.Body, id) ?? throw ErrorFactory.OfUnreadable(result.Answer, message);
        return result.Answer is { Fault.Code: NoAccountStatus } ? null : throw result.Error;
    }

    /// <inheritdoc/>
    public async Task<ActivityPage> GetActivityRecordsAsync(ActivityQuery query, CallOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (query is null) throw new ArgumentNullException(nameof(query));
        if (query.Period.Days > ActivityPeriod.MostDaysAtOnce) throw new ArgumentException(Messages.PeriodTooLong, nameof(query));
        using var message = ActivityRequest(query, query.CustomerId is null ? null : CustomerId.Require(query.CustomerId, nameof(query)), new ServiceCall(options));
        var answer = (await sender.SendAsync(message, cancellationToken).ConfigureAwait(false)).OrThrow();
        var page = AnswerReader.ActivityRecords(answer.Body) ?? throw ErrorFactory.OfUnreadable(answer, message);
        return CanBeSent(page.ContinuationToken) ? page : throw ErrorFactory.OfUnusableNextPage(answer, message);
    }

    /// <inheritdoc/>
    public void Dispose() => pipeline.Dispose();

    /// <summary>It names no customer to the pipeline: what is refused is the partner's list, whoever it is filtered by.</summary>
    private static ServiceOperation ReadingActivity(string? customerId) => new() { Name = Messages.ReadingActivity, Describe = _ => Messages.RequestToReadActivity(customerId) };

    private static ServiceOperation ReadingCustomer(string customerId) => new()
    {
        Name = Messages.ReadingCustomer,
        Describe = static operation => Messages.RequestToReadCustomer(operation.CustomerId!),
        CustomerId = customerId,
    };

    private static ServiceOperation ReadingAccount(string customerId) => new()
    {
        Name = Messages.ReadingAccount,
        Describe = static operation => Messages.RequestToReadAccount(operation.CustomerId!),
        CustomerId = customerId,
    };

    private ServiceRequest CustomersRequest(CustomerQuery query, ServiceCall call)
    {
        var filter = query.Filter;
        var operation = filter is null ? ListingCustomers : FindingCustomers;
        var json = filter is null ? null : FilterWire.OfCustomers(filter).ToJson();
        if (string.IsNullOrEmpty(query.ContinuationToken)) return new ServiceRequest(HttpMethod.Get, addresses.Customers(query.PageSize, json), call, operation);

        var next = TokenOf(query.ContinuationToken!, nameof(query));
        return Continued(new ServiceRequest(HttpMethod.Get, addresses.Customers(next, json), call, operation), next);
    }

    private ServiceRequest ActivityRequest(ActivityQuery query, string? customerId, ServiceCall call)
    {
        var filter = customerId is null ? null : FilterWire.OfCustomer(customerId).ToJson();
        var operation = ReadingActivity(customerId);
        if (string.IsNullOrEmpty(query.ContinuationToken)) return new ServiceRequest(HttpMethod.Get, addresses.ActivityRecords(query.Period, filter, isNext: false), call, operation);

        var next = TokenOf(query.ContinuationToken!, nameof(query));
        return Continued(new ServiceRequest(HttpMethod.Get, addresses.ActivityRecords(query.Period, filter, isNext: true), call, operation), next);
    }

    private static ContinuationToken TokenOf(string continuationToken, string parameter)
    {
        var next = ContinuationToken.Parse(continuationToken);
        return next.CanBeSent ? next : throw new ArgumentException(Messages.ContinuationTokenUnusable, parameter);
    }

    private static bool CanBeSent(string? continuationToken) => continuationToken is null || ContinuationToken.Parse(continuationToken).CanBeSent;

    private static ServiceRequest Continued(ServiceRequest message, ContinuationToken next)
    {
        message.Headers.TryAddWithoutValidation(HeaderNames.ContinuationToken, next.Token);
        return message;
    }
}
