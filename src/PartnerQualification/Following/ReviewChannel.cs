#if NET
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace PartnerQualification;

/// <summary>Hands on what a follower tells, one by one, to whoever asks for the next.</summary>
internal sealed class ReviewChannel : IVettingObserver
{
    private readonly Channel<FollowedReview> channel = Channel.CreateUnbounded<FollowedReview>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });

    public void Decided(CustomerQualification qualification) => Add(new FollowedReview(qualification, ReviewEnd.Decided));

    public void Failed(CustomerQualification qualification, PartnerCenterException error) => Add(new FollowedReview(qualification, ReviewEnd.Failed) { Error = error });

    public void TimedOut(CustomerQualification qualification) => Add(new FollowedReview(qualification, ReviewEnd.TimedOut));

    public void Progressed(VettingProgress progress)
    {
        // Whoever wants to know follows with an observer of his own.
    }

    /// <summary>Follows reviews for as long as somebody asks for the next. What was told before the end still comes, and then the error that ended it.</summary>
    /// <param name="follow">Follows the reviews. Called anew by whoever enumerates again.</param>
    /// <param name="cancellationToken">Stops following.</param>
    public static async IAsyncEnumerable<FollowedReview> ReadAllAsync(Func<IVettingObserver, CancellationToken, Task> follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var told = new ReviewChannel();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var following = told.FollowAsync(follow, ending.Token);
        try
        {
            await foreach (var review in told.channel.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false)) yield return review;
            await following.ConfigureAwait(false);
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FollowAsync(Func<IVettingObserver, CancellationToken, Task> follow, CancellationToken cancellationToken)
    {
        try
        {
            await follow(this, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            channel.Writer.Complete();
        }
    }

    private void Add(FollowedReview review) => channel.Writer.TryWrite(review);
}
#endif
