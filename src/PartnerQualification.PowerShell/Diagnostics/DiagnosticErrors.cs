using System.Collections;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace PartnerQualification.PowerShell;

/// <summary>
/// Takes from PowerShell's list of errors those of our commands, and of each what cannot hold a secret. Messages, targets, command lines
/// and error ids that a script made up are left out: a message may quote what was typed, or what the service answered.
/// </summary>
internal static class DiagnosticErrors
{
    private const int Most = 10;
    private const int MostMethods = 8;
    private const int MostCauses = 5;
    private const string Module = "PartnerQualification";

    // An error code is a number or a word; anything else that a service writes there stays out.
    private static readonly Regex Code = new("^[A-Za-z0-9_.-]{1,40}$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>The last errors, the latest first.</summary>
    /// <param name="errors">PowerShell's <c>$Error</c>.</param>
    public static IReadOnlyList<DiagnosticError> Of(IEnumerable? errors) =>
        (errors ?? Array.Empty<object>()).Cast<object?>()
            .Select(RecordOf).OfType<ErrorRecord>()
            .Where(IsOurs)
            .GroupBy(record => record.Exception).Select(same => Of(same.First()))
            .Take(Most).ToArray();

    /// <summary>An error that ended a command stands there as an exception.</summary>
    private static ErrorRecord? RecordOf(object? item) => (item is PSObject wrapped ? wrapped.BaseObject : item) switch
    {
        ErrorRecord record => record,
        IContainsErrorRecord exception => exception.ErrorRecord,
        _ => null,
    };

    private static bool IsOurs(ErrorRecord record) =>
        record.Exception is PartnerCenterException || string.Equals(record.InvocationInfo?.MyCommand?.ModuleName, Module, StringComparison.OrdinalIgnoreCase);

    private static DiagnosticError Of(ErrorRecord record)
    {
        var error = record.Exception as PartnerCenterException;
        return new DiagnosticError
        {
            ErrorId = error?.ErrorId ?? (record.Exception as ParameterBindingException)?.ErrorId,
            Command = IsOurs(record) ? record.InvocationInfo?.MyCommand?.Name : null,
            Exceptions = Causes(record.Exception).Take(MostCauses).Select(Describe).ToArray(),
            Methods = error is null ? MethodsOf(record.Exception) : [],
            StatusCode = (int?)error?.StatusCode,
            ServiceCode = error?.ServiceCode is { } code && Code.IsMatch(code) ? code : null,
            OutcomeIsKnown = error?.OutcomeIsKnown,
            RequestId = error?.RequestId,
            CorrelationId = error?.CorrelationId,
        };
    }

    private static IEnumerable<Exception> Causes(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException) yield return cause;
    }

    private static string Describe(Exception exception) =>
        exception is PartnerCenterException ? nameof(PartnerCenterException) : string.Format(CultureInfo.InvariantCulture, "{0} 0x{1:X8}", exception.GetType(), exception.HResult);

    /// <summary>Names of types and methods only. Files and lines would be those of the machine that built it.</summary>
    private static string[] MethodsOf(Exception exception)
    {
        // The .NET Framework gives nothing for an exception that was never thrown.
        IEnumerable<StackFrame?>? frames = new StackTrace(exception, fNeedFileInfo: false).GetFrames();
        return (frames ?? [])
            .Select(frame => frame?.GetMethod()).Where(method => method?.DeclaringType is not null)
            .Take(MostMethods).Select(method => $"{method!.DeclaringType!.FullName}.{method.Name}").ToArray();
    }
}
