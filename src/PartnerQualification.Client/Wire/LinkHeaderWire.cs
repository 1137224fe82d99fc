namespace PartnerQualification.Client;

/// <summary>A header that a link asks to be sent along.</summary>
internal sealed class LinkHeaderWire
{
    public string? Key { get; set; }

    public string? Value { get; set; }
}
