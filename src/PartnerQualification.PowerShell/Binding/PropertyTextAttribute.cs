using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>
/// Takes one text, or what can stand for one. PowerShell makes text of anything else, a hashtable included; here it
/// becomes a problem that the command reports for the row. Throwing would make it an error of PowerShell's instead,
/// outside the order and the counts.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PropertyTextAttribute : ArgumentTransformationAttribute
{
    /// <summary>The member of an object that stands for it.</summary>
    public string? Member { get; set; }

    /// <inheritdoc/>
    public override bool TransformNullOptionalParameters => false;

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => PipedValue.Of(inputData, Member).ToParameter();
}
