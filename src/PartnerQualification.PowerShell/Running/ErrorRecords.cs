using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>What users get for an error: a stable id, a fitting category, the customer, and what to do next.</summary>
internal static class ErrorRecords
{
#if NET
    private const bool IsActionShown = true;
#else
    private const bool IsActionShown = false;
#endif

    /// <summary>The error record of an exception. It says what to type, where the exception, which C# callers read too, says what to do.</summary>
    /// <param name="error">The exception.</param>
    /// <param name="company">The name of its customer's company; nothing where it is not known.</param>
    public static ErrorRecord Of(PartnerCenterException error, string? company = null) => Of(error, IsActionShown, company);

    /// <summary>The error record of an exception.</summary>
    /// <param name="error">The exception.</param>
    /// <param name="isActionShown">Whether PowerShell shows the recommended action by itself, as 7 does. Windows PowerShell shows the message alone.</param>
    /// <param name="company">The name of its customer's company; nothing where it is not known.</param>
    public static ErrorRecord Of(PartnerCenterException error, bool isActionShown, string? company = null)
    {
        var category = ErrorRows.All.TryGetValue(error.Kind, out var row) ? row.Category : ErrorCategory.NotSpecified;
        var text = new ErrorText(CmdletMessages.WithCompany(error.WhatHappened, error.CustomerId, company), Remedy(error));
        return new ErrorRecord(error, error.ErrorId, category, error.CustomerId)
        {
            ErrorDetails = new ErrorDetails(isActionShown ? text.WhatHappened : text.ToString()) { RecommendedAction = text.Remedy },
        };
    }

    /// <summary>What to do about an error: what to type, where there is something.</summary>
    public static string Remedy(PartnerCenterException error)
    {
        var remedy = ErrorRows.Remedy(error.Remedy);
        return SignInRemedies.For(error.ErrorId) is { } sentence ? $"{remedy} {sentence}" : remedy;
    }
}
