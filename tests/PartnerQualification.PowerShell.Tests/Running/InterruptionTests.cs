using System.Management.Automation;

namespace PartnerQualification.PowerShell.Tests;

/// <summary>What is kept of requests whose command ends, at moments that no clock would hit.</summary>
public sealed class InterruptionTests : IDisposable
{
    private readonly CallOptions call = CallOptions.Tracked(trace: null);
    private readonly RowSource source = new();

    [Fact]
    public void An_answered_row_that_is_stopped_while_it_is_written_is_kept_as_answered()
    {
        source.Writing = static _ => throw new PipelineStoppedException();

        Assert.Throws<PipelineStoppedException>(() => source.AddRequest(call, Answer));

        Assert.True(Kept().Answered);
    }

    [Fact]
    public void A_row_whose_unknown_outcome_was_about_to_be_reported_is_kept_as_unanswered()
    {
        source.Writing = static _ => throw new PipelineStoppedException();

        Assert.Throws<PipelineStoppedException>(() => source.AddRequest(call, (_, sent, _) =>
        {
            sent.Sending();
            throw new PartnerCenterException(PartnerCenterErrorKind.OutcomeUnknown, new ErrorText("Nobody knows.", "Read it.")) { OutcomeIsKnown = false };
        }));

        Assert.False(Kept().Answered);
    }

    [Fact]
    public void An_accepted_request_whose_answer_could_not_be_read_is_kept_as_answered()
    {
        source.Writing = static _ => throw new PipelineStoppedException();

        Assert.Throws<PipelineStoppedException>(() => source.AddRequest(call, (_, sent, _) =>
        {
            sent.Sending();
            sent.Accepted();
            throw new PartnerCenterException("It cannot be read.");
        }));

        Assert.True(Kept().Answered);
    }

    [Fact]
    public void An_answer_that_has_come_and_not_reached_its_row_is_kept()
    {
        // The service has accepted, and whoever carries the answer to the row is not there before the command gives up waiting.
        source.AddRequest(call, (_, sent, _) =>
        {
            sent.Sending();
            sent.Accepted();
            return new TaskCompletionSource<CustomerQualification>().Task;
        });
        source.Stop();

        Assert.True(Kept().Answered);
    }

    [Fact]
    public void A_request_that_was_refused_is_not_kept()
    {
        source.Writing = static _ => throw new PipelineStoppedException();

        Assert.Throws<PipelineStoppedException>(() => source.AddRequest(call, (_, sent, _) =>
        {
            sent.Sending();
            sent.Refused();
            throw new PartnerCenterException("No.");
        }));

        Assert.Empty(Interruption.Collect(source.Rows, reviews: null, handedOn: null));
    }

    [Fact]
    public void A_result_in_the_hands_of_the_next_command_is_kept_as_handed_on()
    {
        CustomerQualification? handedOn = null;
        source.Writing = row =>
        {
            handedOn = ((SetRow)row).Answer;
            throw new PipelineStoppedException();
        };

        Assert.Throws<PipelineStoppedException>(() => source.AddRequest(call, Answer));

        Assert.True(Kept(handedOn: handedOn).HandedOn);
        Assert.False(Kept(handedOn: null).HandedOn);
    }

    [Fact]
    public void A_decided_review_that_is_stopped_while_it_is_written_is_kept()
    {
        var review = Review(VettingStatuses.InReview);
        var reviews = new ReviewWait(source.Pipeline, new VettingFollowerOptions(), static _ => throw new PipelineStoppedException(), static _ => { }, static _ => { }, static _ => null);
        reviews.Add(review);
        reviews.Decided(Review(VettingStatuses.Approved));

        Assert.Throws<PipelineStoppedException>(source.Pipeline.RunPosted);

        Assert.Equal(review.RequestId, Kept(reviews).RequestId);
    }

    [Fact]
    public void A_followed_review_whose_error_is_stopped_while_it_is_reported_is_kept()
    {
        var review = Review(VettingStatuses.InReview);
        var reviews = new ReviewWait(source.Pipeline, new VettingFollowerOptions(), static _ => { }, static _ => throw new PipelineStoppedException(), static _ => { }, static _ => null);
        reviews.Add(review);
        reviews.Failed(review, new PartnerCenterException("It cannot be read."));

        Assert.Throws<PipelineStoppedException>(source.Pipeline.RunPosted);

        Assert.True(Kept(reviews).Answered);
    }

    [Fact]
    public void A_review_that_was_written_is_not_kept()
    {
        var reviews = new ReviewWait(source.Pipeline, new VettingFollowerOptions(), static _ => { }, static _ => { }, static _ => { }, static _ => null);
        reviews.Add(Review(VettingStatuses.InReview));
        reviews.Decided(Review(VettingStatuses.Approved));

        source.Pipeline.RunPosted();

        Assert.Empty(Interruption.Collect(source.Rows, reviews, handedOn: null));
    }

    public void Dispose() => source.Dispose();

    private static Task<CustomerQualification> Answer(QualificationRequest request, CallStatus sent, CancellationToken cancellationToken)
    {
        sent.Sending();
        sent.Accepted();
        return Task.FromResult(new CustomerQualification { CustomerId = request.CustomerId, Qualification = request.Qualification, RequestId = sent.RequestId });
    }

    private CustomerQualification Review(string status) => new()
    {
        CustomerId = "c0000000-0000-4000-8000-000000000001",
        Qualification = Qualifications.Education,
        VettingStatus = status,
        RequestId = call.RequestId,
    };

    private InterruptedRequest Kept(ReviewWait? reviews = null, CustomerQualification? handedOn = null) =>
        Assert.Single(Interruption.Collect(source.Rows, reviews, handedOn));
}
