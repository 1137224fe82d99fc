namespace PartnerQualification.Sandbox.Http;

/// <summary>A request as the sandbox sees it, whether an HttpClient or a web server hands it over.</summary>
internal interface ISandboxRequest
{
    string Method { get; }

    /// <summary>The path, beginning with a slash.</summary>
    string Path { get; }

    /// <summary>The query with or without its question mark; empty where there is none.</summary>
    string Query { get; }

    string? ContentType { get; }

    ReadOnlyMemory<byte> Body { get; }

    /// <summary>A header's value; nothing where it was not sent.</summary>
    string? Header(string name);
}

internal static class SandboxRequestExtensions
{
    /// <summary>The value of a name in the query; nothing where the name is not there.</summary>
    public static string? QueryValue(this ISandboxRequest request, string name)
    {
        var query = request.Query;
        for (var start = query.Length > 0 && query[0] == '?' ? 1 : 0; start < query.Length;)
        {
            var end = query.IndexOf('&', start);
            if (end < 0) end = query.Length;
            var equals = query.IndexOf('=', start, end - start);
            var nameEnd = equals < 0 ? end : equals;
            if (nameEnd - start == name.Length && string.Compare(query, start, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) == 0)
            {
                return equals < 0 ? string.Empty : Uri.UnescapeDataString(query.Substring(equals + 1, end - equals - 1).Replace('+', ' '));
            }

            start = end + 1;
        }

        return null;
    }
}
