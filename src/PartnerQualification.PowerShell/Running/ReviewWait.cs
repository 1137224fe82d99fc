using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>Follows reviews on behalf of a cmdlet: what the follower tells in the background is written on the pipeline thread.</summary>
/// <param name="pipeline">The command's thread.</param>
/// <param name="options">How reviews are followed.</param>
/// <param name="write">Writes a review.</param>
/// <param name="fail">Reports what went wrong with one.</param>
/// <param name="progress">Writes progress.</param>
/// <param name="nameOf">The company of a customer; nothing where it is not known.</param>
internal sealed class ReviewWait(
    PipelineThread pipeline,
    VettingFollowerOptions options,
    Action<CustomerQualification> write,
    Action<PartnerCenterException> fail,
    Action<ProgressRecord> progress,
    Func<string, string?> nameOf) : IVettingObserver
{
    private const int ActivityId = 0x5052;

    private readonly ProgressLine line = new(ActivityId, CmdletMessages.WaitActivity, TimeSpan.Zero, progress);

    private readonly Dictionary<(string, string), CustomerQualification> reviews = [];
    private readonly HashSet<(string, string)> known = [];
    private VettingProgress? latest;

    /// <summary>Waits out pauses on behalf of the rows. What that takes counts for the time given to the reviews.</summary>
    public PauseWait Pauses { get; } = new(options.Timeout, options.Trace);

    /// <summary>The accepted requests whose reviews were not written to their end.</summary>
    /// <param name="handedOn">The result that was just being handed on when the command ended; nothing where there was none.</param>
    public IEnumerable<InterruptedRequest> Interrupted(CustomerQualification? handedOn) =>
        from review in reviews.Values
        where !review.Skipped
        select new InterruptedRequest(review.CustomerId, review.Qualification, review.RequestId ?? Guid.Empty, review.VettingCreatedDate ?? DateTimeOffset.UtcNow, Answered: true)
        {
            HandedOn = handedOn is not null && Key(review) == Key(handedOn),
        };

    /// <summary>Notes a qualification, once, to be followed where it is not decided.</summary>
    /// <returns>Whether it is new here.</returns>
    public bool Add(CustomerQualification review)
    {
        if (!known.Add(Key(review))) return false;
        if (!review.IsDecided) reviews.Add(Key(review), review);
        return true;
    }

    /// <summary>Follows everything that was noted. Only on the pipeline thread.</summary>
    public void Follow(IPartnerCenter center, CancellationToken cancellationToken)
    {
        if (reviews.Count == 0) return;
        var left = options.Timeout - Pauses.Spent;
        var following = options with { Timeout = left < TimeSpan.Zero ? TimeSpan.Zero : left };
        var work = new VettingFollower(center, following).FollowAsync(reviews.Values.ToArray(), this, cancellationToken);
        try
        {
            pipeline.WaitFor(work, () => Show(center.Pacing));
            pipeline.RunPosted();
        }
        catch
        {
            line.EndAfterError();
            throw;
        }

        line.End();
        try
        {
            work.GetAwaiter().GetResult();
        }
        catch (PartnerCenterException error)
        {
            // The session has come to an end: nobody was shown what became of the reviews that are left.
            fail(error);
        }
    }

    public void Decided(CustomerQualification qualification) => pipeline.Post(() => Write(qualification));

    public void Failed(CustomerQualification qualification, PartnerCenterException error) => pipeline.Post(() =>
    {
        fail(error);
        reviews.Remove(Key(qualification));
    });

    public void TimedOut(CustomerQualification qualification) => pipeline.Post(() =>
    {
        Write(qualification);
        fail(new PartnerCenterException(PartnerCenterErrorKind.WaitTimedOut, CmdletMessages.WaitTimedOut(qualification, options.Timeout ?? TimeSpan.Zero)) { CustomerId = qualification.CustomerId });
    });

    /// <summary>Only keeps it, for the next time that progress is shown: a round that decides many reviews reports each of them.</summary>
    public void Progressed(VettingProgress now) => pipeline.Post(() => latest = now);

    private void Write(CustomerQualification qualification)
    {
        // In this order: whoever is stopped while writing finds the review here.
        write(qualification);
        reviews.Remove(Key(qualification));
    }

    private void Show(PacingStatus pacing)
    {
        if (latest is not { } now) return;
        var time = DateTimeOffset.UtcNow;
        var longest = now.LongestWaiting is { } review ? review.CompanyName ?? nameOf(review.CustomerId) ?? review.CustomerId : null;
        line.Tick(() => CmdletMessages.ReviewProgress(now, longest, pacing, time), record =>
        {
            record.PercentComplete = (now.Total - now.Pending) * 100 / Math.Max(now.Total, 1);
            if (longest is not null) record.CurrentOperation = CmdletMessages.LongestWaiting(now.LongestWaiting!, longest, time);
        });
    }

    private static (string, string) Key(CustomerQualification review) => (review.CustomerId, review.Qualification);
}
