namespace PartnerQualification;

/// <summary>The reviews that wait for a decision, by customer. Tells the observer what becomes of them.</summary>
internal sealed class PendingReviews
{
    private readonly Dictionary<string, List<CustomerQualification>> byCustomer = new(StringComparer.OrdinalIgnoreCase);
    private readonly IVettingObserver observer;
    private readonly int total;
    private int decided;
    private int failed;

    public PendingReviews(IEnumerable<CustomerQualification> reviews, IVettingObserver observer)
    {
        this.observer = observer;
        var known = new HashSet<(string, string)>();
        foreach (var review in reviews)
        {
            if (!known.Add((review.CustomerId.ToUpperInvariant(), review.Qualification.ToUpperInvariant()))) continue;
            total++;
            if (review.IsDecided) Decide(review);
            else Add(review);
        }
    }

    public bool Any => byCustomer.Count > 0;

    /// <summary>The customers to read in a round: a copy, because customers are removed while the round goes on.</summary>
    public Queue<string> Customers() => new(byCustomer.Keys);

    /// <summary>Takes over what a customer's qualifications are now.</summary>
    public void Learn(string customer, IReadOnlyList<CustomerQualification> present)
    {
        var reviews = byCustomer[customer];
        var before = decided;
        for (var index = reviews.Count - 1; index >= 0; index--)
        {
            // A review that is not listed may be too new to be: it stays as it was last known.
            if (Find(present, reviews[index].Qualification) is not { } now) continue;
            var review = Carry(reviews[index], now);
            if (review.IsDecided)
            {
                reviews.RemoveAt(index);
                Decide(review);
            }
            else
            {
                reviews[index] = review;
            }
        }

        if (reviews.Count == 0) byCustomer.Remove(customer);
        if (decided > before) Report(nextRound: null);
    }

    public void Fail(string customer, PartnerCenterException error)
    {
        foreach (var review in byCustomer[customer])
        {
            failed++;
            observer.Failed(review, error);
        }

        byCustomer.Remove(customer);
        Report(nextRound: null);
    }

    public void TimeOut()
    {
        foreach (var review in byCustomer.Values.SelectMany(reviews => reviews)) observer.TimedOut(review);
    }

    public void Report(DateTimeOffset? nextRound, bool isPaused = false) =>
        observer.Progressed(new VettingProgress(total, decided, failed, LongestWaiting(), nextRound) { IsPaused = isPaused });

    private void Add(CustomerQualification review)
    {
        if (!byCustomer.TryGetValue(review.CustomerId, out var reviews)) byCustomer.Add(review.CustomerId, reviews = []);
        reviews.Add(review);
    }

    private void Decide(CustomerQualification review)
    {
        decided++;
        observer.Decided(review);
    }

    private CustomerQualification? LongestWaiting()
    {
        CustomerQualification? longest = null;
        foreach (var reviews in byCustomer.Values)
        {
            foreach (var review in reviews)
            {
                if (longest is null || Since(review) < Since(longest)) longest = review;
            }
        }

        return longest;
    }

    private static DateTimeOffset Since(CustomerQualification review) => review.VettingCreatedDate ?? DateTimeOffset.MaxValue;

    private static CustomerQualification? Find(IReadOnlyList<CustomerQualification> present, string qualification) =>
        present.FirstOrDefault(candidate => string.Equals(candidate.Qualification, qualification, StringComparison.OrdinalIgnoreCase));

    /// <summary>The qualification as it was just read, with what was known of it before and reading does not tell. A test knows which properties come from where.</summary>
    private static CustomerQualification Carry(CustomerQualification before, CustomerQualification now) => now with
    {
        CompanyName = now.CompanyName ?? before.CompanyName,
        Domain = now.Domain ?? before.Domain,
        VettingCreatedDate = now.VettingCreatedDateText is null ? before.VettingCreatedDate : now.VettingCreatedDate,
        VettingCreatedDateText = now.VettingCreatedDateText ?? before.VettingCreatedDateText,
        SkipReason = before.SkipReason,
        FoundByReading = before.FoundByReading,
    };
}
