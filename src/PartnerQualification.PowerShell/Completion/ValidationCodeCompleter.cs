namespace PartnerQualification.PowerShell;

/// <summary>Completes the partner's validation codes, with the organisation and what remains.</summary>
public sealed class ValidationCodeCompleter : SessionCompleter
{
    private protected override IEnumerable<Candidate> Candidates(PartnerQualificationSession? session) =>
        session is null ? [] : session.ValidationCodes.Peek().Select(code => new Candidate(code.ValidationId, Messages.ValidationCodeTip(code)));
}
