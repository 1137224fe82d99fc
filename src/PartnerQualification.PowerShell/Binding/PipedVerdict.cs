using System.Globalization;

namespace PartnerQualification.PowerShell;

/// <summary>The verdict that a piped row carries: of Test-CustomerQualification's output, live, deserialised, or read back from a file.</summary>
internal static class PipedVerdict
{
    /// <summary>The verdict of a row; nothing where it has none, or what stands there is no verdict's name.</summary>
    public static Verdict? Of(object? piped)
    {
        if (PipedObject.Unwrap(piped) is not { } bare || bare is string or ValueType) return null;
        if (bare is QualificationVerdict live) return live.Verdict;
        if (!PipedObject.Has(piped!, nameof(QualificationVerdict.Verdict))) return null;
        var text = PipedObject.Show(piped!, nameof(QualificationVerdict.Verdict)).Trim();

        // A number that is no verdict's is parsed, too, and keeps its digits for a name.
        if (!Enum.TryParse<Verdict>(text, ignoreCase: true, out var verdict) || IsNumber(verdict.ToString())) return null;

        // ConvertTo-Json writes the number. By itself it may mean anything.
        return IsNumber(text) && !PipedObject.Has(piped!, nameof(QualificationVerdict.Row)) ? null : verdict;
    }

    /// <summary>Why the verdict was given, where the row says so.</summary>
    public static string? ReasonOf(object piped) => PipedObject.Read(piped, nameof(QualificationVerdict.Reason)).Text;

    /// <summary>Refuses a row that was tested and may not be sent. Where nothing was tested, all is well.</summary>
    /// <param name="piped">The row's object.</param>
    /// <param name="customerId">The row's customer.</param>
    /// <param name="resubmitsDenied">Whether what was denied is requested again on purpose.</param>
    /// <exception cref="PartnerCenterException">Its verdict is another than Ready.</exception>
    public static void RequireReady(object? piped, string customerId, bool resubmitsDenied)
    {
        if (Of(piped) is not { } verdict || verdict == Verdict.Ready || (verdict == Verdict.DeniedBefore && resubmitsDenied)) return;
        throw new PartnerCenterException(PartnerCenterErrorKind.NotReady, CmdletMessages.NotReady(customerId, verdict, ReasonOf(piped!))) { CustomerId = customerId };
    }

    private static bool IsNumber(string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
}
