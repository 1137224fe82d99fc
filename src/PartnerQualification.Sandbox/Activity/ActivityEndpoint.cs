using System.Globalization;
using PartnerQualification.Sandbox.Customers;
using PartnerQualification.Sandbox.Http;

namespace PartnerQualification.Sandbox.Activity;

/// <summary>The partner's activity records of some days, page by page.</summary>
internal sealed class ActivityEndpoint(CustomerDirectory customers, ActivityLog log, TimeProvider time)
{
    private const string StartName = "startDate";
    private const string EndName = "endDate";

    public OperationResult List(SandboxCall call)
    {
        var request = call.Request;
        if (ReadDay(request, StartName, out var start) is { } noStart) return noStart;
        if (ReadDay(request, EndName, out var end) is { } noEnd) return noEnd;

        // 30 days are the default, the day at either end included: up to the last one that is given, or from the first one on.
        var today = time.GetUtcNow().UtcDateTime.Date;
        var last = end ?? (start is { } from && from.AddDays(ActivityPeriod.MostDaysAtOnce - 1) < today ? from.AddDays(ActivityPeriod.MostDaysAtOnce - 1) : today);
        var first = start ?? last.AddDays(1 - ActivityPeriod.MostDaysAtOnce);
        if (CheckDays(first, last, today) is { } noDays) return noDays;

        if (ListFilter.Read(request, out var filter) is { } unreadable) return unreadable;
        if (ActivityFilter.Read(filter, customers, out var isWanted) is { } unknown) return unknown;

        var found = log.Find(activity => activity.Time.UtcDateTime.Date >= first && activity.Time.UtcDateTime.Date <= last && isWanted(activity));
        var address = $"/auditrecords?{StartName}={Spell(first)}&{EndName}={Spell(last)}&{PagedList.FilterInAddress(filter)}";
        return new PagedList(found.Count, address, (writer, index) => found[index].Write(writer, customers)).Answer(request);
    }

    private static OperationResult? CheckDays(DateTime first, DateTime last, DateTime today)
    {
        if (last < first) return ErrorResults.Property(EndName, $"The {EndName} is before the {StartName}.");
        if (first < today.AddDays(-ActivityPeriod.MostDays)) return ErrorResults.Property(StartName, "There are no activity records of more than 90 days ago.");
        return (last - first).Days >= ActivityPeriod.MostDaysAtOnce ? ErrorResults.Property(EndName, "One request spans 30 days at most.") : null;
    }

    /// <summary>Reads a day. The service's documentation shows it both as 2026-11-24 and as an American date with a time.</summary>
    private static OperationResult? ReadDay(ISandboxRequest request, string name, out DateTime? day)
    {
        day = null;
        if (request.QueryValue(name) is not { Length: > 0 } text) return null;
        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var read))
        {
            return ErrorResults.Property(name, $"The {name} is not a date. Write it as yyyy-mm-dd.");
        }

        day = read.Date;
        return null;
    }

    private static string Spell(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
