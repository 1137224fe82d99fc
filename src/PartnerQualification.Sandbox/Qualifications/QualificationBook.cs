using PartnerQualification.Sandbox.Customers;
using PartnerQualification.Sandbox.Http;

namespace PartnerQualification.Sandbox.Qualifications;

/// <summary>Who holds which qualification: all that a sandbox remembers. One lock guards it; what is done under it takes microseconds.</summary>
internal sealed class QualificationBook(SandboxDials dials, TimeProvider time)
{
    private const string NotAcademic = "Not an Academic Domain";

    private readonly object gate = new();
    private readonly Dictionary<int, Page> pages = [];
    private ValidationCodeLedger codes = new();

    /// <summary>Enters an order, or says why not.</summary>
    public Outcome Set(int customer, QualificationOrder order)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            pages.TryGetValue(customer, out var page);
            if ((RefuseRepetition(page, order, now) ?? RefuseCode(order, now)) is { } refusal) return refusal;

            var held = Begin(order, now);
            if (page is null) pages.Add(customer, page = new Page());
            page.Enter(held);
            return new Outcome(201, Json.Write(writer => held.WriteCreated(writer, now)));
        }
    }

    public Outcome Read(int customer)
    {
        var now = time.GetUtcNow();
        var held = HeldBy(customer);
        return new Outcome(200, Json.Write(writer =>
        {
            writer.WriteStartArray();
            foreach (var qualification in held) qualification.WriteRead(writer, now);
            writer.WriteEndArray();
        }));
    }

    public Outcome ReadCodes()
    {
        lock (gate) return new Outcome(200, Json.Write(codes.Write));
    }

    public SandboxSnapshot TakeSnapshot()
    {
        var now = time.GetUtcNow();
        lock (gate)
        {
            var customers = pages.OrderBy(page => page.Key).Select(page => page.Value.Describe(page.Key, now)).ToArray();
            return new SandboxSnapshot(customers, codes.TakeSnapshot());
        }
    }

    public void Reset()
    {
        lock (gate)
        {
            pages.Clear();
            codes = new ValidationCodeLedger();
        }
    }

    private HeldQualification[] HeldBy(int customer)
    {
        lock (gate) return pages.TryGetValue(customer, out var page) ? page.All : [];
    }

    /// <summary>What was denied may be asked for again; what is held or in review may not.</summary>
    private static Outcome? RefuseRepetition(Page? page, QualificationOrder order, DateTimeOffset now)
    {
        if (page?.Find(order.Qualification) is not { } held) return null;

        var status = held.StatusAt(now);
        return status == VettingStatuses.Denied ? null : Refusals.Conflict(order.Qualification, status ?? "held");
    }

    private Outcome? RefuseCode(QualificationOrder order, DateTimeOffset now)
    {
        if (order.ValidationCode is not { } code || codes.TryUse(code, now)) return null;
        return codes.Knows(code)
            ? Refusals.NotAccepted("validationCode", $"The validation code {code} has no remaining creates.")
            : Refusals.NotAccepted("validationCode", $"The validation code {code} is not valid for this partner.");
    }

    private HeldQualification Begin(QualificationOrder order, DateTimeOffset now) => order.Qualification switch
    {
        PartnerQualification.Qualifications.Education => new(order.Qualification, now, now + dials.VettingTime, order.Website is { } website && AcademicDomains.Includes(website) ? null : NotAcademic),
        PartnerQualification.Qualifications.GovernmentCommunityCloud => new(order.Qualification, now, now, null),
        _ => new(order.Qualification, now, null, null),
    };

    /// <summary>The page of one customer.</summary>
    private sealed class Page
    {
        private int effectivePosts;

        /// <summary>Replaced as a whole, so that a reader outside the lock sees one state.</summary>
        public HeldQualification[] All { get; private set; } = [];

        public HeldQualification? Find(string name) => Array.Find(All, held => held.Name == name);

        public void Enter(HeldQualification held)
        {
            All = [.. All.Where(other => other.Name != held.Name), held];
            effectivePosts++;
        }

        public SandboxCustomer Describe(int number, DateTimeOffset now) => new(
            CustomerDirectory.Id(number),
            Array.ConvertAll(All, held => new SandboxQualification(held.Name, held.StatusAt(now), held.ReasonAt(now))),
            effectivePosts);
    }
}
