using System.Globalization;
using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>
/// Takes a bare number as seconds. To .NET the number 60 is sixty ten-millionths of a second and the text "60" sixty
/// days; nobody at a prompt means either.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecondsAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => PipedObject.Unwrap(inputData) switch
    {
        TimeSpan span => span,
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) => Of(seconds, inputData),
        IConvertible number and not string and not bool and not DateTime => Of(number.ToDouble(CultureInfo.InvariantCulture), inputData),
        _ => inputData,
    };

    private static TimeSpan Of(double seconds, object inputData) =>
        Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new ArgumentTransformationMetadataException(Convert.ToString(inputData, CultureInfo.InvariantCulture) + " " + CmdletMessages.TimeSpanUnreadable);
}
