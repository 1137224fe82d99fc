using System.Globalization;
using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>
/// Asks before a qualification is requested, as ShouldProcess does. What was requested before, and a company's name, are looked up only
/// where somebody will read them: in a question that is really asked. With -WhatIf, <see cref="Rehearsal"/> is in its place. On the pipeline thread only.
/// </summary>
internal sealed class Confirmation
{
    private readonly PSCmdlet command;
    private readonly PartnerQualificationSession session;
    private readonly bool resubmitsDenied;
    private readonly Func<QualificationRequest, KnownRequests?>? findKnown;
    private readonly Func<QualificationRequest, string?> findName;
    private readonly bool asks;
    private bool isYesToAll;
    private bool isNoToAll;

    /// <summary>Creates the confirmation of a command that has begun.</summary>
    /// <param name="command">The command that asks.</param>
    /// <param name="session">The session that the requests go through.</param>
    /// <param name="resubmitsDenied">Whether it requests again what was denied.</param>
    /// <param name="findKnown">Finds what was requested before, where there is something to say about it; nothing where nobody looks.</param>
    /// <param name="findName">Finds a company's name that the session does not know.</param>
    public Confirmation(PSCmdlet command, PartnerQualificationSession session, bool resubmitsDenied, Func<QualificationRequest, KnownRequests?>? findKnown, Func<QualificationRequest, string?> findName)
    {
        this.command = command;
        this.session = session;
        this.resubmitsDenied = resubmitsDenied;
        this.findKnown = findKnown;
        this.findName = findName;
        IsWhatIf = Switch("WhatIf") ?? LanguagePrimitives.IsTrue(command.GetVariableValue("WhatIfPreference"));
        asks = Switch("Confirm") ?? IsAskedForByPreference(command.GetVariableValue("ConfirmPreference"));
    }

    /// <summary>Whether nothing is to be done, only said.</summary>
    public bool IsWhatIf { get; }

    /// <summary>Asks for a request.</summary>
    /// <returns>Whether it may be sent.</returns>
    /// <exception cref="PartnerCenterException">The host cannot ask.</exception>
    public bool IsGiven(QualificationRequest request) => findKnown is not null && asks ? Ask(request, findKnown) : ShouldProcess(request);

    /// <summary>
    /// Asks by itself, with the same question and the same answers. ShouldProcess keeps it to itself that "yes to all" was answered:
    /// every further row would be looked up for a question that nobody is asked.
    /// </summary>
    private bool Ask(QualificationRequest request, Func<QualificationRequest, KnownRequests?> find)
    {
        if (isYesToAll) return true;
        if (isNoToAll) return false;
        var question = CmdletMessages.ConfirmationQuestion(Describe(request), resubmitsDenied, find(request));
        return AskHost(request, () => command.ShouldContinue(question, CmdletMessages.ConfirmationCaption, ref isYesToAll, ref isNoToAll));
    }

    /// <summary>Also where this class took the command for one that doesn't ask, PowerShell itself decides.</summary>
    private bool ShouldProcess(QualificationRequest request)
    {
        var sent = Describe(request);
        return AskHost(request, () => command.ShouldProcess(
            CmdletMessages.ConfirmationWhatIf(sent, resubmitsDenied, known: null),
            CmdletMessages.ConfirmationQuestion(sent, resubmitsDenied, known: null),
            CmdletMessages.ConfirmationCaption));
    }

    private RequestInSession Describe(QualificationRequest request)
    {
        var sent = RequestInSession.Of(session, request);
        return asks && sent.CompanyName is null ? sent with { CompanyName = findName(request) } : sent;
    }

    private static bool AskHost(QualificationRequest request, Func<bool> ask)
    {
        try
        {
            return ask();
        }
#pragma warning disable CA1031 // Every host has its own way of saying that it cannot ask.
        catch (Exception error) when (error is not PipelineStoppedException)
        {
            throw new PartnerCenterException(PartnerCenterErrorKind.ConfirmationRequired, CmdletMessages.ConfirmationRequired(), error) { CustomerId = request.CustomerId };
        }
#pragma warning restore CA1031
    }

    private bool? Switch(string name) => command.MyInvocation.BoundParameters.TryGetValue(name, out var given) ? given is SwitchParameter { IsPresent: true } : null;

    private static bool IsAskedForByPreference(object? preference) =>
        LanguagePrimitives.TryConvertTo<ConfirmImpact>(preference, CultureInfo.InvariantCulture, out var impact) && impact != ConfirmImpact.None;
}
