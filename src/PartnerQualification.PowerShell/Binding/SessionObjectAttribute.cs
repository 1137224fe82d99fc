using System.Collections;
using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>
/// Says why an object is no session that can be used: a copy from a file or another process, a session of another copy of
/// the module, or several. PowerShell itself would say that it cannot convert the type to one of the same name.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SessionObjectAttribute : ArgumentTransformationAttribute
{
    private const string Deserialized = "Deserialized.";

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => PipedObject.Unwrap(inputData) switch
    {
        PartnerQualificationSession session => session,
        IList { Count: 1 } list => Transform(engineIntrinsics, list[0]),
        IList { Count: > 1 } list => throw Refused(CmdletMessages.SeveralSessions(list.Count)),
        { } other => throw Refused(Explain(other, inputData!)),
        null => null,
    };

    private static string Explain(object other, object inputData)
    {
        var name = typeof(PartnerQualificationSession).FullName;
        if (PSObject.AsPSObject(inputData).TypeNames.Contains(Deserialized + name)) return CmdletMessages.CopyOfSession;
        return other.GetType().FullName == name ? CmdletMessages.SessionOfOtherModule : CmdletMessages.NoSession(LanguagePrimitives.ConvertTypeNameToPSTypeName(other.GetType().FullName));
    }

    private static ArgumentTransformationMetadataException Refused(string text) => new(text);
}
