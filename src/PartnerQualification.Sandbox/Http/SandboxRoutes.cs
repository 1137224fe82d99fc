using PartnerQualification.Sandbox.Activity;
using PartnerQualification.Sandbox.Customers;
using PartnerQualification.Sandbox.Qualifications;

namespace PartnerQualification.Sandbox.Http;

/// <summary>
/// The operations of the service, and all that they remember between requests. A new operation is one line here and a handler
/// of its own.
/// </summary>
internal sealed class SandboxRoutes
{
    /// <summary>The path at which qualifications are read and set.</summary>
    public static readonly RoutePath QualificationsPath = new("/v1/customers/{customerId}/qualifications");

    private readonly SandboxRoute[] routes;

    public SandboxRoutes(CustomerDirectory customers, IReadOnlyList<ValidationCode>? codes, SandboxDials dials, TimeProvider time)
    {
        Qualifications = new QualificationStore(customers, new ValidationCodes(codes), dials, time);
        var log = new ActivityLog(time);
        var activity = new ActivityEndpoint(customers, log, time);
        var customerList = new CustomersEndpoint(customers);
        var profiles = new ProfileEndpoint(customers);
        var qualifications = new QualificationsEndpoint(customers, Qualifications, log, dials);
        routes =
        [
            new("GET", new("/v1/auditrecords"), activity.List),
            new("GET", new("/v1/customers"), customerList.List),
            new("GET", new("/v1/customers/all/validations"), _ => Qualifications.ReadCodes()),
            new("GET", new("/v1/customers/{customerId}"), profiles.Read),
            new("GET", new("/v1/customers/{customerId}/validationStatus"), profiles.ReadAccount) { Refusal = ErrorResults.NoAppToken },
            new("GET", QualificationsPath, qualifications.Read),
            new("POST", QualificationsPath, qualifications.Set) { Refusal = ErrorResults.AppOnly },
        ];
    }

    /// <summary>Who holds which qualification.</summary>
    public QualificationStore Qualifications { get; }

    /// <summary>Hands a request to the operation that it asks for.</summary>
    public OperationResult Handle(ISandboxRequest request, RequestIds ids, bool isApp)
    {
        var path = request.Path.Split('/');
        List<string>? otherMethods = null;
        foreach (var route in routes)
        {
            if (route.Path.Match(path) is not { } customerId) continue;
            if (route.Method == request.Method)
            {
                return isApp && route.Refusal is { } refusal ? refusal : route.Handler(new SandboxCall(request, ids, customerId));
            }

            (otherMethods ??= []).Add(route.Method);
        }

        return otherMethods is null ? ErrorResults.NoSuchRoute : ErrorResults.WrongMethod(string.Join(", ", otherMethods));
    }
}
