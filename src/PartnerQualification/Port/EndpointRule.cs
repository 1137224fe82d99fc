namespace PartnerQualification;

/// <summary>Where a token may go: over https, or over http to this machine.</summary>
internal static class EndpointRule
{
    public static bool Allows(Uri endpoint) =>
        endpoint.IsAbsoluteUri
        && (endpoint.Scheme == Uri.UriSchemeHttps || (endpoint.Scheme == Uri.UriSchemeHttp && endpoint.IsLoopback))
        && endpoint.UserInfo.Length == 0
        && endpoint.Query.Length == 0
        && endpoint.Fragment.Length == 0;
}
