namespace PartnerQualification;

/// <summary>What a row does where the customer already has what it requests.</summary>
public enum ExistingQualifications
{
    /// <summary>Nobody looks: it is requested.</summary>
    AreIgnored,

    /// <summary>It is left alone, whatever its state.</summary>
    AreSkipped,

    /// <summary>It is left alone, unless its review was denied: then it is requested again.</summary>
    AreSkippedUnlessDenied,
}
