using System.ComponentModel;

namespace PartnerQualification.PowerShell;

/// <summary>Offers examples, where what is meant can be anything and its spelling is not obvious.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ExampleCompleter : SessionCompleter
{
    private protected ExampleCompleter()
    {
    }

    /// <summary>The examples.</summary>
    private protected abstract IEnumerable<Candidate> Examples { get; }

    private protected sealed override IEnumerable<Candidate> Candidates(PartnerQualificationSession? session, string word) => Examples;

    private protected static Candidate Example(string typed, string meaning) => new(typed, meaning) { IsTypedAsIs = true };
}

/// <summary>Offers examples of how long to wait, which show how a duration is typed.</summary>
public sealed class TimeoutCompleter : ExampleCompleter
{
    private protected override IEnumerable<Candidate> Examples =>
    [
        Example("00:30:00", "30 minutes"),
        Example("04:00:00", "4 hours"),
        Example("3.00:00:00", "3 days"),
    ];
}

/// <summary>Offers examples of a time between two rounds of reading.</summary>
public sealed class PollingIntervalCompleter : ExampleCompleter
{
    private protected override IEnumerable<Candidate> Examples =>
    [
        Example("00:00:30", "30 seconds"),
        Example("00:05:00", "5 minutes"),
        Example("01:00:00", "1 hour"),
    ];
}

/// <summary>Offers examples of a time in the past, which stay right in a script that runs every day.</summary>
public sealed class PastTimeCompleter : ExampleCompleter
{
    private protected override IEnumerable<Candidate> Examples =>
    [
        Example("(Get-Date).AddDays(-1)", "a day ago"),
        Example("(Get-Date).AddDays(-7)", "a week ago"),
        Example("(Get-Date).AddDays(-30)", "30 days ago"),
    ];
}
