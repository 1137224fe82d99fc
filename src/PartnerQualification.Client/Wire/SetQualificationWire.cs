namespace PartnerQualification.Client;

/// <summary>The body of a request for a qualification, third generation: only the members that apply are written.</summary>
internal sealed class SetQualificationWire
{
    public required string Qualification { get; init; }

    public string? EducationSegment { get; init; }

    public string? Website { get; init; }

    public string? ValidationCode { get; init; }
}
