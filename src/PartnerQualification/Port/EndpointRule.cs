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

    /// <summary>Whether a user or a password stands in the address, or may, where it cannot be taken apart.</summary>
    public static bool HoldsCredentials(Uri endpoint) => endpoint.OriginalString.IndexOf('@') >= 0;

    /// <summary>The part of an address that may be shown: no user, no query, no fragment.</summary>
    public static string Shown(Uri endpoint)
    {
        var text = endpoint.OriginalString;
        var end = text.IndexOfAny(['?', '#']);
        return end < 0 ? text : text.Substring(0, end);
    }
}
