namespace PartnerQualification.PowerShell;

/// <summary>Where a token may go: over https, or over http to this machine. The client checks the same; here it becomes an error with an id.</summary>
internal static class EndpointCheck
{
    public static Uri? Require(Uri? endpoint) => endpoint is null || IsSafe(endpoint)
        ? endpoint
        : throw new PartnerCenterException(PartnerCenterErrorKind.InvalidProperty, Messages.EndpointRefused(endpoint));

    private static bool IsSafe(Uri endpoint) =>
        endpoint.IsAbsoluteUri
        && (endpoint.Scheme == Uri.UriSchemeHttps || (endpoint.Scheme == Uri.UriSchemeHttp && endpoint.IsLoopback))
        && endpoint.UserInfo.Length == 0
        && endpoint.Query.Length == 0
        && endpoint.Fragment.Length == 0;
}
