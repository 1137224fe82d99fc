using System.Diagnostics.CodeAnalysis;

namespace PartnerQualification;

/// <summary>The rule for a customer id: the GUID of the customer's tenant, written in lower case with hyphens.</summary>
public static class CustomerId
{
    /// <summary>Whether a text is a customer id, in any of the ways a GUID is written.</summary>
    /// <param name="text">The text to look at.</param>
    /// <param name="customerId">The id in lower case with hyphens.</param>
    /// <returns>Whether it is one. The all-zero GUID is none.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out string? customerId)
    {
        // The hexadecimal form "{0x…}" is a GUID to .NET and a typing error to everybody else.
        if (Guid.TryParse(text, out var id) && id != Guid.Empty && text!.IndexOf('x') < 0 && text.IndexOf('X') < 0)
        {
            customerId = id.ToString("D");
            return true;
        }

        customerId = null;
        return false;
    }

    /// <summary>The customer id that a text holds.</summary>
    /// <param name="text">The text to read.</param>
    /// <returns>The id in lower case with hyphens.</returns>
    /// <exception cref="PartnerCenterException">The text is no customer id.</exception>
    public static string Parse(string? text) =>
        TryParse(text, out var customerId)
            ? customerId
            : throw new PartnerCenterException(PartnerCenterErrorKind.CustomerIdInvalid, Messages.CustomerIdInvalid(text)) { CustomerId = text };
}
