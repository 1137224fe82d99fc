using System.Text;

namespace PartnerQualification.Sandbox.Http;

/// <summary>Every error of the sandbox, in the service's shapes. The texts are the sandbox's own where the service's are not known.</summary>
internal static class ErrorResults
{
    public const string PropertyCode = "3000";
    private const string NotAcceptedCode = "800002";

    public static OperationResult NoToken { get; } = new(401, [], HeaderNames.Challenge, "Bearer");

    public static OperationResult ForeignToken { get; } = Fault(401, "400", "The access token was not issued by this sandbox.", [], HeaderNames.Challenge, "Bearer error=\"invalid_token\"");

    public static OperationResult ExpiredToken { get; } = Fault(401, "800001", "The access token has expired.", [], HeaderNames.Challenge, "Bearer error=\"invalid_token\"");

    public static OperationResult NoMfa { get; } = Fault(401, "900421", "The user token has no claim of multifactor authentication.");

    public static OperationResult AppOnly { get; } = Fault(403, "2032", "Access denied: this operation needs an App+User token.");

    public static OperationResult NoAppToken { get; } = Fault(403, "900329", "This operation takes no app-only token.");

    public static OperationResult NotYourCustomer { get; } = Fault(403, "20002", "The customer does not belong to this partner.", ["customerId"]);

    public static OperationResult NoSuchCustomer { get; } = Fault(404, "1000", "The customer was not found.", ["customerId"]);

    public static OperationResult NoTenantId { get; } = Fault(400, "900118", "The customer tenant id is not valid.", ["customerId"]);

    public static OperationResult NoSuchRoute { get; } = Gateway(404, "Resource not found.");

    public static OperationResult NotJson { get; } = Fault(415, "415", "The content type must be application/json.", ["Content-Type"]);

    public static OperationResult TooLong { get; } = Fault(413, "413", "The request is too long.");

    public static OperationResult TaggingDenied { get; } = new(400, Encoding.UTF8.GetBytes("\"Customer tagging denied.\""));

    public static OperationResult NoMoreVerifications { get; } = Fault(400, NotAcceptedCode, "Customer tagging denied: its verification was requested three times already.", ["qualification"]);

    public static OperationResult AccountUnderReview(string customerId) => Fault(403, "800073", "The account of the customer is under review.", [customerId]);

    public static OperationResult AccountNotApproved(string customerId) => Fault(403, "800075", "The account of the customer was not approved.", [customerId]);

    /// <summary>The one error that the service's documentation shows whole, a number as its code and a message as well.</summary>
    public static OperationResult NoAccountStatus(string customerId)
    {
        var words = $"Account Status for the customer, {customerId} was not found.";
        return OperationResult.FromJson(404, writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("code", 600074);
            writer.WriteString("message", words);
            writer.WriteString("description", words);
            writer.WriteString("errorName", "AccountStatusNotFound");
            writer.WriteBoolean("isRetryable", false);
            writer.WriteString("errorMessageExtended", "InternalErrorCode=600074");
            writer.WriteEndObject();
        });
    }

    public static OperationResult WrongMethod(string allowed) => Gateway(405, "Method not allowed.", HeaderNames.Allow, allowed);

    public static OperationResult Conflict(string qualification, string status) =>
        Fault(409, "409", $"The customer's qualification {qualification} is already {status}.", [qualification, status]);

    public static OperationResult Property(string property, string description) => Fault(400, PropertyCode, description, [property]);

    public static OperationResult NotAccepted(string property, string description) => Fault(400, NotAcceptedCode, description, [property]);

    public static OperationResult Fault(int status, string code, string description, string[]? data = null, string? headerName = null, string? headerValue = null) =>
        new(status, Fault(code, description, data ?? []), headerName, headerValue);

    private static byte[] Fault(string code, string description, string[] data) => Json.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("code", code);
        writer.WriteString("description", description);
        writer.WriteStartArray("data");
        foreach (var item in data) writer.WriteStringValue(item);
        writer.WriteEndArray();
        writer.WriteString("source", "PartnerQualification.Sandbox");
        writer.WriteEndObject();
    });

    private static OperationResult Gateway(int status, string message, string? headerName = null, string? headerValue = null) => new(
        status,
        Json.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("statusCode", status);
            writer.WriteString("message", message);
            writer.WriteEndObject();
        }),
        headerName,
        headerValue);
}
