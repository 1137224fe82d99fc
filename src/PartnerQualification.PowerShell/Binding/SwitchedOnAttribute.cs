using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>Refuses $false for a switch that selects a parameter set: PowerShell would select the set all the same.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SwitchedOnAttribute : ValidateArgumentsAttribute
{
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is SwitchParameter { IsPresent: false }) throw new ValidationMetadataException(CmdletMessages.SwitchTurnedOff);
    }
}
