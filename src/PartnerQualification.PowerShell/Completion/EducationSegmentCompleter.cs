namespace PartnerQualification.PowerShell;

/// <summary>Completes the segments of education customers.</summary>
public sealed class EducationSegmentCompleter : SessionCompleter
{
    private protected override IEnumerable<Candidate> Candidates(PartnerQualificationSession? session) =>
        EducationSegments.All.Select(name => new Candidate(name, name));
}
