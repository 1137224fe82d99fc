namespace PartnerQualification.PowerShell;

/// <summary>Completes the states of a review.</summary>
public sealed class VettingStatusCompleter : SessionCompleter
{
    private protected override IEnumerable<Candidate> Candidates(PartnerQualificationSession? session) =>
        VettingStatuses.All.Select(name => new Candidate(name, name));
}
