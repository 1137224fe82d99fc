namespace PartnerQualification.PowerShell;

/// <summary>Completes the qualifications a partner can request.</summary>
public sealed class SettableQualificationCompleter : SessionCompleter
{
    private protected override IEnumerable<Candidate> Candidates(PartnerQualificationSession? session) =>
        Qualifications.Settable.Select(name => new Candidate(name, name));
}
