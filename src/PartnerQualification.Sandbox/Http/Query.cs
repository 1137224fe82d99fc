namespace PartnerQualification.Sandbox.Http;

/// <summary>Reads single values of a query.</summary>
internal static class Query
{
    public static string? Value(string query, string name)
    {
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
