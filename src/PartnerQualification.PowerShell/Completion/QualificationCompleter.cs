namespace PartnerQualification.PowerShell;

/// <summary>Completes the qualifications there are.</summary>
public sealed class QualificationCompleter : SessionCompleter
{
    private protected override IEnumerable<Candidate> Candidates(PartnerQualificationSession? session, string word) =>
        Qualifications.All.Select(name => new Candidate(name, CmdletMessages.QualificationTip(name)));
}

/// <summary>Completes the qualifications a partner can request.</summary>
public sealed class SettableQualificationCompleter : SessionCompleter
{
    private protected override IEnumerable<Candidate> Candidates(PartnerQualificationSession? session, string word) =>
        Qualifications.Settable.Select(name => new Candidate(name, CmdletMessages.QualificationTip(name)));
}

/// <summary>Completes the segments of education customers.</summary>
public sealed class EducationSegmentCompleter : SessionCompleter
{
    private protected override IEnumerable<Candidate> Candidates(PartnerQualificationSession? session, string word) =>
        EducationSegments.All.Select(name => new Candidate(name, CmdletMessages.EducationSegmentTip(name)));
}

/// <summary>Completes the states of a review.</summary>
public sealed class VettingStatusCompleter : SessionCompleter
{
    private protected override IEnumerable<Candidate> Candidates(PartnerQualificationSession? session, string word) =>
        VettingStatuses.All.Select(name => new Candidate(name, CmdletMessages.VettingStatusTip(name)));
}
