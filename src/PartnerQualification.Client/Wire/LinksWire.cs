namespace PartnerQualification.Client;

/// <summary>The links of a page as the service writes them.</summary>
internal sealed class LinksWire
{
    public LinkWire? Next { get; set; }
}
