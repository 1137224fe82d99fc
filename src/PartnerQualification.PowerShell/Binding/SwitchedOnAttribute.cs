using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>A switch that chooses what the command does: turned off it would say nothing, and choose all the same.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SwitchedOnAttribute : ValidateArgumentsAttribute
{
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is SwitchParameter { IsPresent: false }) throw new ValidationMetadataException(Messages.SwitchTurnedOff);
    }
}
