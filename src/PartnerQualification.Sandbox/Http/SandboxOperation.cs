namespace PartnerQualification.Sandbox.Http;

/// <summary>What a path stands for.</summary>
internal enum SandboxOperation
{
    None,
    Customers,
    ValidationCodes,
    Qualifications,
}
