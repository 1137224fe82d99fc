namespace PartnerQualification;

/// <summary>Makes of what was read what the report shows, and counts it.</summary>
/// <param name="now">The time of the report.</param>
/// <param name="comparison">What it is compared with; nothing where there is no earlier one.</param>
/// <param name="requests">What the activity records tell of earlier requests; nothing where they were not read.</param>
/// <param name="history">The customers' histories; nothing where they were not read.</param>
/// <param name="again">The command that requests a qualification of a customer again; nothing where there is none.</param>
internal sealed class ReportBuilder(DateTimeOffset now, ReportComparison? comparison, RecordedRequests? requests, RecordedHistory? history, Func<string, string, string?> again)
{
    private readonly ReportCounts counts = new();

    /// <summary>Adds a customer that was read.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="held">What it has, each qualification once.</param>
    public ReportedCustomer Add(Customer customer, IEnumerable<CustomerQualification> held)
    {
        var shown = new List<ReportedQualification>();
        foreach (var one in held.Where(static one => one.Qualification != Qualifications.None))
        {
            var reported = Show(one);
            counts.Count(one, reported);
            shown.Add(reported);
        }

        counts.CountCustomer(isUnqualified: shown.Count == 0);
        return new ReportedCustomer(customer.CustomerId, Given(customer.CompanyName), Given(customer.Domain), shown, history?.Of(customer.CustomerId) ?? []);
    }

    /// <summary>Adds a customer that could not be read.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="error">Why.</param>
    /// <param name="remedy">What to do about it.</param>
    public UnreadableCustomer Add(Customer customer, PartnerCenterException error, string remedy)
    {
        counts.CountUnreadable();
        comparison?.NoteUnreadable(customer.CustomerId);
        return new UnreadableCustomer(customer.CustomerId, Given(customer.CompanyName), Given(customer.Domain), error.ErrorId, error.WhatHappened, remedy);
    }

    /// <summary>What comes after the customers.</summary>
    /// <param name="codes">The partner's validation codes.</param>
    /// <exception cref="PartnerCenterException">The earlier report cannot be read any more.</exception>
    public ReportTail End(ValidationCodesRead codes)
    {
        var gone = comparison?.Gone() ?? [];
        return new ReportTail
        {
            Gone = gone,
            Codes = codes.Codes,
            CodesUnreadable = codes.Failure?.WhatHappened,
            Summary = counts.Summarize(gone.Count, comparison?.Since),
        };
    }

    private ReportedQualification Show(CustomerQualification held)
    {
        var (change, was) = comparison?.Compare(held) ?? default;
        var known = held.IsDenied ? CountRequests(held) : null;
        return new ReportedQualification
        {
            Qualification = held.Qualification,
            Status = Given(held.VettingStatus),
            Reason = Given(held.VettingReason),
            Date = held.VettingCreatedDateText,
            Days = !held.IsDecided && held.VettingCreatedDate is { } start ? BusinessDays.Since(start, now) : null,
            Requests = known,
            Correct = held.IsDenied ? Messages.CorrectDenied(held, known) : null,
            Again = held.IsDenied ? again(held.CustomerId, held.Qualification) : null,
            Change = change,
            Was = was,
        };
    }

    private int? CountRequests(CustomerQualification denied)
    {
        if (requests is null) return null;
        var known = new KnownRequests(denied.CustomerId, denied.Qualification);
        requests.AddTo(known);
        return known.Count;
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
