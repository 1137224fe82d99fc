namespace PartnerQualification.PowerShell;

/// <summary>Completes the qualifications there are.</summary>
public sealed class QualificationCompleter : SessionCompleter
{
    private protected override IEnumerable<Candidate> Candidates(PartnerQualificationSession? session) =>
        Qualifications.All.Select(name => new Candidate(name, name));
}
