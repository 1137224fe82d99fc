using System.Net;

namespace PartnerQualification.TokenService;

/// <summary>An error answer of the token endpoint.</summary>
/// <param name="Number">The AADSTS number; 0 for an answer without one.</param>
/// <param name="Error">The OAuth error.</param>
/// <param name="Description">The words.</param>
/// <param name="Status">The status.</param>
public sealed record ServiceError(int Number, string Error, string Description, HttpStatusCode Status = HttpStatusCode.BadRequest)
{
    /// <summary>The claims that would satisfy the service, where it asks for some.</summary>
    public string? Claims { get; init; }

    /// <summary>The correlation id the service answers with, in place of the request's own.</summary>
    public Guid? CorrelationId { get; init; }

    /// <summary>The answer for a number, as the service is known to word it.</summary>
    /// <param name="number">The AADSTS number.</param>
    /// <returns>The error.</returns>
    public static ServiceError Of(int number) => number switch
    {
        50011 => new(number, "invalid_client", "The redirect URI 'http://localhost:1' specified in the request does not match the redirect URIs configured for the application."),
        50020 => new(number, "invalid_grant", "User account 'someone@elsewhere.example' from identity provider 'https://sts.windows.net/x/' does not exist in tenant 'Partner' and cannot access the application."),
        50057 => new(number, "invalid_grant", "The user account is disabled."),
        50076 => new(number, "interaction_required", "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access the resource."),
        50079 => new(number, "interaction_required", "Due to a configuration change made by your administrator, or because you moved to a new location, you must enroll in multi-factor authentication to access the resource."),
        50173 => new(number, "invalid_grant", "The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password."),
        53003 => new(number, "interaction_required", "Access has been blocked by Conditional Access policies. The access policy does not allow token issuance."),
        65001 => new(number, "invalid_grant", "The user or administrator has not consented to use the application with ID 'x' named 'y'. Send an interactive authorization request for this user and resource."),
        70011 => new(number, "invalid_scope", "The provided request must include a 'scope' input parameter that is valid."),
        90002 => new(number, "invalid_request", "Tenant 'nowhere.example' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud."),
        700016 => new(number, "unauthorized_client", "Application with identifier 'x' was not found in the directory 'Partner'."),
        700024 => new(number, "invalid_client", "Client assertion is not within its valid time range. Current time: 2026-01-01T00:00:00Z, assertion valid from 2026-01-01T01:00:00Z.", HttpStatusCode.Unauthorized),
        700025 => new(number, "invalid_client", "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.", HttpStatusCode.Unauthorized),
        700027 => new(number, "invalid_client", "The certificate with identifier used to sign the client assertion is not registered on application.", HttpStatusCode.Unauthorized),
        700082 => new(number, "invalid_grant", "The refresh token has expired due to inactivity. The token was issued on 2026-01-01T00:00:00Z and was inactive for 90.00:00:00."),
        7000215 => new(number, "invalid_client", "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID.", HttpStatusCode.Unauthorized),
        7000218 => new(number, "invalid_client", "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.", HttpStatusCode.Unauthorized),
        7000222 => new(number, "invalid_client", "The provided client secret keys for app 'x' are expired.", HttpStatusCode.Unauthorized),
        9002341 => new(number, "interaction_required", "User is required to permit SSO."),
        _ => new(number, "invalid_grant", $"An error that nobody has explained yet."),
    };
}
