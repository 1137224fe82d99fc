namespace PartnerQualification.PowerShell;

/// <summary>A name or domain to look for: as a whole or, with a * at its end, as a beginning.</summary>
/// <param name="Field">What it is.</param>
/// <param name="Value">The text without the *, and without blanks around it.</param>
/// <param name="IsWhole">Whether it is all of the name or domain.</param>
internal sealed record CustomerText(CustomerField Field, string Value, bool IsWhole)
{
    // Names of companies are far shorter. The text becomes part of an address, and gateways refuse long ones with a page of their own.
    private const int Longest = 256;

    /// <summary>The name of the parameter that it belongs to.</summary>
    public string Parameter => ParameterOf(Field);

    /// <summary>The text as it is typed.</summary>
    public string Typed => IsWhole ? Value : Value + "*";

    /// <summary>Reads what a user gave.</summary>
    /// <param name="field">What it is.</param>
    /// <param name="text">The text, which is not blank.</param>
    /// <exception cref="PartnerCenterException">It cannot be looked for.</exception>
    public static CustomerText Parse(CustomerField field, string text)
    {
        var given = InvisibleCharacters.Trim(text);
        var star = given.IndexOf('*');
        var value = star < 0 ? given : InvisibleCharacters.Trim(given.Substring(0, star));
        if (star >= 0 && star < given.Length - 1) throw Unusable(given, CmdletMessages.SearchStarMisplaced(ParameterOf(field), given, value));
        if (value.Length == 0) throw Unusable(given, CmdletMessages.SearchStarAlone(ParameterOf(field)));
        if (value.Length > Longest) throw Unusable(given, CmdletMessages.SearchTextTooLong(ParameterOf(field), given, Longest));
        return new CustomerText(field, value, star < 0);
    }

    /// <summary>Whether a customer has it.</summary>
    public bool Matches(Customer customer) => IsWhole ? string.Equals(Of(customer), Value, StringComparison.OrdinalIgnoreCase) : IsBeginningOf(customer);

    /// <summary>Whether a customer's name or domain begins with it.</summary>
    public bool IsBeginningOf(Customer customer) => Of(customer).StartsWith(Value, StringComparison.OrdinalIgnoreCase);

    private static string ParameterOf(CustomerField field) => field == CustomerField.Domain ? "Domain" : "Name";

    private static PartnerCenterException Unusable(string given, ErrorText text) => new(PartnerCenterErrorKind.InvalidProperty, text) { CustomerId = given };

    private string Of(Customer customer) => InvisibleCharacters.Trim((Field == CustomerField.Domain ? customer.Domain : customer.CompanyName) ?? string.Empty);
}
