using PartnerQualification.Sandbox.Customers;
using PartnerQualification.Sandbox.Http;

namespace PartnerQualification.Sandbox.Qualifications;

/// <summary>Who holds which qualification, and what remains on the validation codes. One lock guards both; what is done under it takes microseconds.</summary>
internal sealed class QualificationStore(SandboxDials dials, TimeProvider time)
{
    // Microsoft's page on selling to education customers: verification can be requested up to three times.
    private const int MostVerifications = 3;

    private const string NotAcademic = "Not an Academic Domain";

    private readonly object gate = new();
    private readonly Dictionary<int, CustomerEntry> entries = [];
    private readonly ValidationCodes codes = new();

    /// <summary>Sets a qualification where the customer's others and the validation code allow it.</summary>
    public OperationResult Set(int customer, QualificationBody requested)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            entries.TryGetValue(customer, out var entry);
            if ((CheckConflict(entry, requested, now) ?? CheckVerifications(entry, requested) ?? UseCode(requested, now)) is { } error) return error;

            var held = Create(requested, now);
            if (entry is null) entries.Add(customer, entry = new CustomerEntry());
            entry.Set(held);
            return OperationResult.FromJson(201, writer => held.WriteCreated(writer, now));
        }
    }

    public OperationResult Read(int customer)
    {
        var now = time.GetUtcNow();
        var held = HeldBy(customer);
        return OperationResult.FromJson(200, writer =>
        {
            writer.WriteStartArray();
            foreach (var qualification in held) qualification.WriteRead(writer, now);
            writer.WriteEndArray();
        });
    }

    public OperationResult ReadCodes()
    {
        lock (gate) return OperationResult.FromJson(200, codes.Write);
    }

    public SandboxSnapshot TakeSnapshot()
    {
        var now = time.GetUtcNow();
        lock (gate)
        {
            var customers = entries.OrderBy(entry => entry.Key).Select(entry => entry.Value.Describe(entry.Key, now)).ToArray();
            return new SandboxSnapshot(customers, codes.TakeSnapshot());
        }
    }

    private HeldQualification[] HeldBy(int customer)
    {
        lock (gate) return entries.TryGetValue(customer, out var entry) ? entry.All : [];
    }

    /// <summary>A denied qualification may be requested again; one that is held or in review may not.</summary>
    private static OperationResult? CheckConflict(CustomerEntry? entry, QualificationBody requested, DateTimeOffset now)
    {
        if (entry?.Find(requested.Qualification) is not { } held) return null;

        var status = held.StatusAt(now);
        return status == VettingStatuses.Denied ? null : ErrorResults.Conflict(requested.Qualification, status ?? "held");
    }

    /// <summary>How the service says that there are no more is not known; docs/sandbox.md has the decision.</summary>
    private static OperationResult? CheckVerifications(CustomerEntry? entry, QualificationBody requested) =>
        requested.Qualification == PartnerQualification.Qualifications.Education && entry?.Verifications >= MostVerifications ? ErrorResults.NoMoreVerifications : null;

    private OperationResult? UseCode(QualificationBody requested, DateTimeOffset now)
    {
        if (requested.ValidationCode is not { } code || codes.TryUse(code, now)) return null;
        return codes.Knows(code)
            ? ErrorResults.NotAccepted("validationCode", $"The validation code {code} has no remaining creates.")
            : ErrorResults.NotAccepted("validationCode", $"The validation code {code} is not valid for this partner.");
    }

    private HeldQualification Create(QualificationBody requested, DateTimeOffset now) => requested.Qualification switch
    {
        PartnerQualification.Qualifications.Education => new(requested.Qualification, now, now + dials.VettingTime, requested.Website is { } website && AcademicDomains.Includes(website) ? null : NotAcademic),
        PartnerQualification.Qualifications.GovernmentCommunityCloud => new(requested.Qualification, now, now, null),
        _ => new(requested.Qualification, now, null, null),
    };

    /// <summary>The qualifications of one customer.</summary>
    private sealed class CustomerEntry
    {
        private int effectivePosts;

        /// <summary>How many times Education was requested. A denial does not give one back.</summary>
        public int Verifications { get; private set; }

        /// <summary>Replaced as a whole, so that a reader outside the lock sees one state.</summary>
        public HeldQualification[] All { get; private set; } = [];

        public HeldQualification? Find(string name) => Array.Find(All, held => held.Name == name);

        public void Set(HeldQualification held)
        {
            All = [.. All.Where(other => other.Name != held.Name), held];
            effectivePosts++;
            if (held.Name == PartnerQualification.Qualifications.Education) Verifications++;
        }

        public SandboxCustomer Describe(int number, DateTimeOffset now) => new(
            CustomerDirectory.Id(number),
            Array.ConvertAll(All, held => new SandboxQualification(held.Name, held.StatusAt(now), held.ReasonAt(now))),
            effectivePosts);
    }
}
