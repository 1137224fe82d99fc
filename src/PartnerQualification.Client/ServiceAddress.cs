using System.Globalization;

namespace PartnerQualification.Client;

/// <summary>The addresses of the service's operations.</summary>
internal sealed class ServiceAddress
{
    private readonly string root;

    public ServiceAddress(Uri endpoint) => root = endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/v1/";

    public Uri ValidationCodes => At("customers/all/validations");

    public Uri Qualifications(string customerId) => At($"customers/{customerId}/qualifications");

    /// <summary>Where a request goes. A validation code stands in the body and, for readers of the second generation, in the query.</summary>
    public Uri Qualifications(QualificationRequest request) => request.ValidationCode is { } code
        ? At($"customers/{request.CustomerId}/qualifications?code={Uri.EscapeDataString(code)}")
        : Qualifications(request.CustomerId);

    public Uri Customers(int pageSize, string? filter) => At($"customers?size={Number(pageSize)}{Filter(filter)}");

    /// <summary>The next page is asked for with the same filter: whether its token knows it is not documented.</summary>
    public Uri Customers(ContinuationToken next, string? filter) =>
        At($"customers?{(next.Size is { } size ? $"size={Number(size)}&" : string.Empty)}seekOperation=Next{Filter(filter)}");

    public Uri Customer(string customerId) => At($"customers/{customerId}");

    public Uri Account(string customerId) => At($"customers/{customerId}/validationStatus?type=account");

    /// <summary>A page of activity records. The next page is asked for with the same days and filter: whether its token knows them is not documented.</summary>
    public Uri ActivityRecords(ActivityPeriod period, string? filter, bool isNext) =>
        At($"auditrecords?startDate={Day(period.First)}&endDate={Day(period.Last)}{Filter(filter)}{(isNext ? "&seekOperation=Next" : string.Empty)}");

    private static string Filter(string? filter) => filter is null ? string.Empty : "&filter=" + Uri.EscapeDataString(filter);

    private static string Day(DateTimeOffset day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private Uri At(string path) => new(root + path);
}
