#if NET
using System.Runtime.CompilerServices;
#endif

namespace PartnerQualification;

/// <summary>Short forms of what callers do with a <see cref="IPartnerCenter"/>: with nothing but a cancellation token, and over everything there is.</summary>
public static class PartnerCenterExtensions
{
    /// <inheritdoc cref="IPartnerCenter.SetQualificationAsync"/>
    /// <param name="center">Where it is requested.</param>
    /// <param name="request">What is requested, for whom.</param>
    /// <param name="cancellationToken">Stops waiting; what has left cannot be recalled.</param>
    public static Task<CustomerQualification> SetQualificationAsync(this IPartnerCenter center, QualificationRequest request, CancellationToken cancellationToken) =>
        Given(center).SetQualificationAsync(request, options: null, cancellationToken);

    /// <inheritdoc cref="IPartnerCenter.GetQualificationsAsync"/>
    /// <param name="center">Where they are read.</param>
    /// <param name="customerId">The customer's tenant id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public static Task<IReadOnlyList<CustomerQualification>> GetQualificationsAsync(this IPartnerCenter center, string customerId, CancellationToken cancellationToken) =>
        Given(center).GetQualificationsAsync(customerId, options: null, cancellationToken);

    /// <inheritdoc cref="IPartnerCenter.GetValidationCodesAsync"/>
    /// <param name="center">Where they are read.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public static Task<IReadOnlyList<ValidationCode>> GetValidationCodesAsync(this IPartnerCenter center, CancellationToken cancellationToken) =>
        Given(center).GetValidationCodesAsync(options: null, cancellationToken);

    /// <inheritdoc cref="IPartnerCenter.GetCustomersAsync"/>
    /// <param name="center">Where it is read.</param>
    /// <param name="query">Which page; nothing for the first one of all customers.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public static Task<CustomerPage> GetCustomersAsync(this IPartnerCenter center, CustomerQuery? query, CancellationToken cancellationToken) =>
        Given(center).GetCustomersAsync(query, options: null, cancellationToken);

    /// <inheritdoc cref="IPartnerCenter.GetCustomerAsync"/>
    /// <param name="center">Where it is read.</param>
    /// <param name="customerId">The customer's tenant id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public static Task<CustomerProfile> GetCustomerAsync(this IPartnerCenter center, string customerId, CancellationToken cancellationToken) =>
        Given(center).GetCustomerAsync(customerId, options: null, cancellationToken);

    /// <inheritdoc cref="IPartnerCenter.GetCustomerAccountAsync"/>
    /// <param name="center">Where it is read.</param>
    /// <param name="customerId">The customer's tenant id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public static Task<CustomerAccount?> GetCustomerAccountAsync(this IPartnerCenter center, string customerId, CancellationToken cancellationToken) =>
        Given(center).GetCustomerAccountAsync(customerId, options: null, cancellationToken);

    /// <inheritdoc cref="IPartnerCenter.GetActivityRecordsAsync"/>
    /// <param name="center">Where it is read.</param>
    /// <param name="query">Which page.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public static Task<ActivityPage> GetActivityRecordsAsync(this IPartnerCenter center, ActivityQuery query, CancellationToken cancellationToken) =>
        Given(center).GetActivityRecordsAsync(query, options: null, cancellationToken);

#if NET
    /// <summary>Requests qualifications for many customers, some of them side by side: a <see cref="QualificationRun"/>, whose results come in the order of the requests.</summary>
    /// <param name="center">Where they are requested.</param>
    /// <param name="requests">The requests. Taken one by one, when there is room.</param>
    /// <param name="options">How the run goes over them.</param>
    /// <param name="cancellationToken">Stops the run; the results of what was taken still come.</param>
    /// <returns>The results. Whoever may leave before the last one makes a <see cref="QualificationRun"/>, and looks at its <see cref="QualificationRun.Unread"/>.</returns>
    public static IAsyncEnumerable<BulkResult> SetQualificationsAsync(this IPartnerCenter center, IEnumerable<QualificationRequest> requests, BulkOptions? options = null, CancellationToken cancellationToken = default)
    {
        _ = requests ?? throw new ArgumentNullException(nameof(requests));
        var given = Given(center);
        return RunAsync(() => new QualificationRun(given, requests, options), cancellationToken);
    }

    /// <summary>Requests qualifications for many customers that come when they come: a <see cref="QualificationRun"/>, whose results come in the order of the requests.</summary>
    /// <param name="center">Where they are requested.</param>
    /// <param name="requests">The requests. Taken one by one, when there is room.</param>
    /// <param name="options">How the run goes over them.</param>
    /// <param name="cancellationToken">Stops the run; the results of what was taken still come.</param>
    /// <returns>The results. Whoever may leave before the last one makes a <see cref="QualificationRun"/>, and looks at its <see cref="QualificationRun.Unread"/>.</returns>
    public static IAsyncEnumerable<BulkResult> SetQualificationsAsync(this IPartnerCenter center, IAsyncEnumerable<QualificationRequest> requests, BulkOptions? options = null, CancellationToken cancellationToken = default)
    {
        _ = requests ?? throw new ArgumentNullException(nameof(requests));
        var given = Given(center);
        return RunAsync(() => new QualificationRun(given, requests, options), cancellationToken);
    }

    /// <summary>Reads the partner's customers, page by page as they are asked for, each customer once: <see cref="CustomerPages"/>.</summary>
    /// <param name="center">Where they are read.</param>
    /// <param name="filter">Which customers are read; nothing for all.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The customers, in the service's order.</returns>
    public static async IAsyncEnumerable<Customer> GetAllCustomersAsync(this IPartnerCenter center, CustomerFilter? filter = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var pages = new CustomerPages(Given(center), filter: filter);
        while (pages.HasMore)
        {
            foreach (var customer in (await pages.ReadNextAsync(options: null, cancellationToken).ConfigureAwait(false)).Customers) yield return customer;
        }
    }

    /// <summary>Reads the partner's activity records, page by page as they are asked for, the latest window first: <see cref="ActivityPages"/>.</summary>
    /// <param name="center">Where they are read.</param>
    /// <param name="period">The days to read.</param>
    /// <param name="customerId">The customer whose records are read; nothing for all records of the partner.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The records.</returns>
    public static async IAsyncEnumerable<ActivityRecord> GetAllActivityRecordsAsync(this IPartnerCenter center, ActivityPeriod period, string? customerId = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var pages = new ActivityPages(Given(center), period, customerId);
        while (pages.HasMore)
        {
            foreach (var record in (await pages.ReadNextAsync(options: null, cancellationToken).ConfigureAwait(false)).Records) yield return record;
        }
    }

    private static async IAsyncEnumerable<BulkResult> RunAsync(Func<QualificationRun> open, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var run = open();
        await foreach (var result in run.WithCancellation(cancellationToken).ConfigureAwait(false)) yield return result;
    }
#endif

    private static IPartnerCenter Given(IPartnerCenter center) => center ?? throw new ArgumentNullException(nameof(center));
}
