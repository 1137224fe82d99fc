using System.Management.Automation;

namespace PartnerQualification.Decoys;

/// <summary>Stands for the retired module PartnerCenter, which has a cmdlet of this name too.</summary>
[Cmdlet(VerbsCommon.Get, "PartnerValidationCode")]
[OutputType(typeof(string))]
public sealed class GetPartnerValidationCodeCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject("of the retired module");
}
