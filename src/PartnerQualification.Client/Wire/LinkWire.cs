namespace PartnerQualification.Client;

/// <summary>A link as the service writes it.</summary>
internal sealed class LinkWire
{
    public string? Uri { get; set; }

    public List<LinkHeaderWire?>? Headers { get; set; }
}
