namespace PartnerQualification.Sandbox.Qualifications;

/// <summary>What the body of a POST asks for, once it has kept the contract.</summary>
internal sealed class QualificationOrder(string qualification, string? website, string? validationCode)
{
    public string Qualification { get; } = qualification;

    public string? Website { get; } = website;

    public string? ValidationCode { get; } = validationCode;
}
