namespace PartnerQualification.Client;

/// <summary>What an authorization request was answered with, on the redirect.</summary>
internal sealed record AuthorizationAnswer(string? Code, string? State, string? Error, string? Description)
{
    /// <summary>Reads it from the form that the browser posts; nothing where that has neither a code nor an error.</summary>
    public static AuthorizationAnswer? Read(string form)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in form.Split('&'))
        {
            var equals = pair.IndexOf('=');
            if (equals > 0) values[Decode(pair.Substring(0, equals))] = Decode(pair.Substring(equals + 1));
        }

        var answer = new AuthorizationAnswer(Value(values, "code"), Value(values, "state"), Value(values, "error"), Value(values, "error_description"));
        return answer.Code is null && answer.Error is null ? null : answer;
    }

    private static string? Value(Dictionary<string, string> values, string name) =>
        values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
