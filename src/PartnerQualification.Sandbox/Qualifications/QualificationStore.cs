using PartnerQualification.Sandbox.Customers;
using PartnerQualification.Sandbox.Http;

namespace PartnerQualification.Sandbox.Qualifications;

/// <summary>
/// Who holds which qualification, and what remains on the validation codes. One lock guards both; what is done under it takes microseconds.
/// A request may take effect later than it is accepted. No timer runs for it: every request is kept with the moment at which it
/// takes effect, and the state at any moment is worked out from them.
/// </summary>
internal sealed class QualificationStore(CustomerDirectory directory, ValidationCodes codes, SandboxDials dials, TimeProvider time)
{
    // Microsoft's page on selling to education customers: verification can be requested up to three times.
    private const int MostVerifications = 3;

    private readonly object gate = new();
    private readonly Dictionary<int, CustomerEntry> entries = [];

    // When reviews end that were under way at the beginning. A dial that is turned later does not change it.
    private readonly DateTimeOffset firstDecisions = time.GetUtcNow() + dials.VettingTime;

    /// <summary>Sets a qualification where the customer's others and the validation code allow it.</summary>
    public OperationResult Set(int customer, QualificationBody requested)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            var entry = EntryOf(customer);
            var since = now + dials.CommitDelay;
            if ((CheckConflict(entry, requested, now) ?? CheckVerifications(entry, requested) ?? UseCode(requested, since)) is { } error) return error;

            var held = Create(requested, now, since);
            entry.Accept(held);
            entries[customer] = entry;
            return OperationResult.FromJson(201, held.WriteCreated);
        }
    }

    /// <summary>Reads a customer's qualifications, reviews included, as they were as long ago as reads lag behind.</summary>
    public OperationResult Read(int customer)
    {
        var moment = time.GetUtcNow() - dials.ReadLag;
        var held = HeldBy(customer, moment);
        return OperationResult.FromJson(200, writer =>
        {
            writer.WriteStartArray();
            foreach (var qualification in held) qualification.WriteRead(writer, moment);
            writer.WriteEndArray();
        });
    }

    public OperationResult ReadCodes()
    {
        var now = time.GetUtcNow();
        lock (gate) return OperationResult.FromJson(200, writer => codes.Write(writer, now));
    }

    public SandboxSnapshot TakeSnapshot()
    {
        var now = time.GetUtcNow();
        lock (gate)
        {
            var customers = entries.OrderBy(entry => entry.Key).Select(entry => entry.Value.Describe(directory.Id(entry.Key), now)).Where(customer => customer.EffectivePosts > 0).ToArray();
            return new SandboxSnapshot(customers, codes.TakeSnapshot(now));
        }
    }

    private List<HeldQualification> HeldBy(int customer, DateTimeOffset moment)
    {
        lock (gate) return EntryOf(customer).At(moment);
    }

    /// <summary>What is known of a customer. It is kept only once something was requested here: what a customer had from the beginning, the directory keeps.</summary>
    private CustomerEntry EntryOf(int customer)
    {
        if (entries.TryGetValue(customer, out var known)) return known;
        var entry = new CustomerEntry();
        foreach (var seed in directory.Qualifications(customer)) entry.Accept(Create(seed));
        return entry;
    }

    /// <summary>A denied qualification may be requested again; one that is held or in review may not. What has not taken effect yet is not seen.</summary>
    private static OperationResult? CheckConflict(CustomerEntry entry, QualificationBody requested, DateTimeOffset now)
    {
        if (entry.Find(requested.Qualification, now) is not { } held) return null;

        var status = held.StatusAt(now);
        return status == VettingStatuses.Denied ? null : ErrorResults.Conflict(requested.Qualification, status ?? "held");
    }

    /// <summary>How the service says that there are no more is not known; docs/sandbox.md has the decision.</summary>
    private static OperationResult? CheckVerifications(CustomerEntry entry, QualificationBody requested) =>
        requested.Qualification == PartnerQualification.Qualifications.Education && entry.Verifications >= MostVerifications ? ErrorResults.NoMoreVerifications : null;

    private OperationResult? UseCode(QualificationBody requested, DateTimeOffset since)
    {
        if (requested.ValidationCode is not { } code || codes.TryUse(code, since)) return null;
        return codes.Knows(code)
            ? ErrorResults.NotAccepted("validationCode", $"The validation code {code} has no remaining creates.")
            : ErrorResults.NotAccepted("validationCode", $"The validation code {code} is not valid for this partner.");
    }

    private HeldQualification Create(QualificationBody requested, DateTimeOffset now, DateTimeOffset since) => requested.Qualification switch
    {
        PartnerQualification.Qualifications.Education => new(requested.Qualification, now, since) { Review = ReviewEnd.OfEducation(since + dials.VettingTime, requested.Website) },
        PartnerQualification.Qualifications.GovernmentCommunityCloud => new(requested.Qualification, now, since) { Review = new(since, VettingStatuses.Approved, Reason: null) },
        _ => new(requested.Qualification, now, since),
    };

    /// <summary>What a customer had from the beginning, so that no read lags behind it.</summary>
    private HeldQualification Create(SandboxQualificationSeed seed) => new(seed.Qualification, seed.VettingCreatedDate, DateTimeOffset.MinValue)
    {
        IsGiven = true,
        Review = (seed.VettingStatus, seed.Qualification) switch
        {
            (null, _) => null,
            (VettingStatuses.InReview, PartnerQualification.Qualifications.Education) => ReviewEnd.OfEducation(firstDecisions, seed.Website),
            (VettingStatuses.InReview, _) => new(firstDecisions, VettingStatuses.Approved, Reason: null),
            var (status, _) => new(DateTimeOffset.MinValue, status, seed.VettingReason),
        },
    };

    /// <summary>The requests that were accepted for one customer.</summary>
    private sealed class CustomerEntry
    {
        private readonly List<HeldQualification> accepted = [];

        /// <summary>How many times Education was requested, from the moment of the request on. A denial does not give one back.</summary>
        public int Verifications => accepted.Count(held => held.Name == PartnerQualification.Qualifications.Education);

        public void Accept(HeldQualification held) => accepted.Add(held);

        public HeldQualification? Find(string name, DateTimeOffset moment) => At(moment).Find(held => held.Name == name);

        /// <summary>What the customer holds at a moment: of each qualification the request that took effect last.</summary>
        public List<HeldQualification> At(DateTimeOffset moment)
        {
            List<HeldQualification> held = [];
            foreach (var next in EffectiveAt(moment).OrderBy(request => request.Since))
            {
                held.RemoveAll(earlier => earlier.Name == next.Name);
                held.Add(next);
            }

            return held;
        }

        public SandboxCustomer Describe(string customerId, DateTimeOffset now) => new(
            customerId,
            At(now).ConvertAll(held => new SandboxQualification(held.Name, held.StatusAt(now), held.ReasonAt(now))),
            EffectiveAt(now).Count(held => !held.IsGiven));

        private IEnumerable<HeldQualification> EffectiveAt(DateTimeOffset moment) => accepted.Where(request => request.Since <= moment);
    }
}
