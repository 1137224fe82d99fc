using System.Diagnostics.CodeAnalysis;

namespace PartnerQualification;

/// <summary>The rule for a customer id: the GUID of the customer's tenant, written in lower case with hyphens.</summary>
public static class CustomerId
{
    private const int LengthWithHyphens = 36;

    private const int LengthOfDigits = 32;

    /// <summary>
    /// Whether a text is a customer id, in any of the ways a GUID is written: with hyphens, without, in braces or in parentheses.
    /// Blanks, quotation marks and zero-width characters around it, which come along when it is copied, do not count.
    /// </summary>
    /// <param name="text">The text to look at.</param>
    /// <param name="customerId">The id in lower case with hyphens.</param>
    /// <returns>Whether it is one. The all-zero GUID is none.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out string? customerId)
    {
        customerId = null;
        var digits = WithoutBrackets(InvisibleCharacters.TrimWithQuotes(text ?? string.Empty));

        // .NET itself is more generous: it takes signs and "0x" in a group for a GUID, which are typing errors to everybody else.
        if (!IsWellFormed(digits) || !Guid.TryParse(digits, out var id) || id == Guid.Empty) return false;

        customerId = id.ToString("D");
        return true;
    }

    /// <summary>The customer id that a text holds.</summary>
    /// <param name="text">The text to read.</param>
    /// <returns>The id in lower case with hyphens.</returns>
    /// <exception cref="ArgumentException">The text is no customer id. For rows of data there is <see cref="TryParse"/>.</exception>
    public static string Parse(string? text) => Require(text, nameof(text));

    /// <summary>The customer id that a parameter of a public method holds.</summary>
    /// <exception cref="ArgumentException">It holds none.</exception>
    internal static string Require(string? text, string parameter)
    {
        if (TryParse(text, out var customerId)) return customerId;
        var invalid = Invalid(text);
        throw new ArgumentException(invalid.Message, parameter, invalid);
    }

    /// <summary>The customer id that a row of data holds.</summary>
    /// <exception cref="PartnerCenterException">It holds none.</exception>
    internal static string Read(string? text) => TryParse(text, out var customerId) ? customerId : throw Invalid(text);

    private static PartnerCenterException Invalid(string? text) =>
        new(PartnerCenterErrorKind.CustomerIdInvalid, Messages.CustomerIdInvalid(text)) { CustomerId = text };

    private static string WithoutBrackets(string text) =>
        text.Length == LengthWithHyphens + 2 && (text[0], text[text.Length - 1]) is ('{', '}') or ('(', ')')
            ? text.Substring(1, LengthWithHyphens)
            : text;

    private static bool IsWellFormed(string text)
    {
        if (text.Length is not (LengthOfDigits or LengthWithHyphens)) return false;
        for (var index = 0; index < text.Length; index++)
        {
            var isHyphen = text.Length == LengthWithHyphens && index is 8 or 13 or 18 or 23;
            if (isHyphen ? text[index] != '-' : !IsHexadecimal(text[index])) return false;
        }

        return true;
    }

    private static bool IsHexadecimal(char character) => character is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');
}
