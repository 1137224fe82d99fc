using System.Globalization;
using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>Takes a validation code as text, as a number, or as what Get-PartnerValidationCode gives.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidationCodeAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] Names = ["ValidationId"];

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => PipedObject.Unwrap(inputData) switch
    {
        null => string.Empty,
        string text => text,
        ValidationCode code => code.ValidationId,
        IFormattable value => value.ToString(format: null, CultureInfo.InvariantCulture),
        _ => PipedObject.FirstOf(inputData, Names)?.ToString() ?? inputData,
    };
}
