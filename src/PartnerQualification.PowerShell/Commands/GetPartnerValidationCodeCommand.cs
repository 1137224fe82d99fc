using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>Reads the partner's validation codes for the Government Community Cloud, with what remains on each.</summary>
[Cmdlet(VerbsCommon.Get, "PartnerValidationCode")]
[OutputType(typeof(ValidationCode))]
public sealed class GetPartnerValidationCodeCommand : SessionCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var codes = Await(Connected.Center.GetValidationCodesAsync(NewCall(), StopToken));
        Connected.ValidationCodes.Keep(codes);
        WriteObject(codes, enumerateCollection: true);
    }
}
