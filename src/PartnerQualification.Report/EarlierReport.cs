using System.Text.Json;

namespace PartnerQualification.Report;

/// <summary>
/// Reads the data of an earlier report, one customer at a time. The file stays open, so that it is the same each time, also where another
/// one takes its place meanwhile.
/// </summary>
internal sealed class EarlierReport : IEarlierReport
{
    private readonly string path;
    private readonly FileStream stream;

    public EarlierReport(string path)
    {
        this.path = path;
        stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            ReadHeader();
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    public DateTimeOffset Written { get; private set; }

    public string? TenantId { get; private set; }

    public IEnumerable<EarlierCustomer> ReadCustomers()
    {
        using var members = Members().GetEnumerator();
        while (ReportFailures.Reading(path, members.MoveNext))
        {
            if (ReportFailures.Reading(path, () => Customer(members.Current)) is { } customer) yield return customer;
        }
    }

    public void Dispose() => stream.Dispose();

    private void ReadHeader()
    {
        int? format = null;
        DateTimeOffset? written = null;
        var isEmpty = true;
        foreach (var (name, value) in Members())
        {
            isEmpty = false;
            if (name == "format" && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)) format = number;
            if (name == "written" && value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var time)) written = time.ToUniversalTime();
            if (name == "by" && value.ValueKind == JsonValueKind.Object) TenantId = Text(value, "tenant");
            if (format > DataWriter.Format) throw new PartnerCenterException(PartnerCenterErrorKind.ReportFailed, Messages.EarlierReportNewer(path));
        }

        if (isEmpty || format is null || written is null) throw new PartnerCenterException(PartnerCenterErrorKind.ReportFailed, Messages.EarlierReportIsNone(path));
        Written = written.Value;
    }

    private IEnumerable<(string Name, JsonElement Value)> Members()
    {
        stream.Position = 0;
        return new JsonMembers(stream).Read();
    }

    private static EarlierCustomer? Customer((string Name, JsonElement Value) member)
    {
        var (name, value) = member;
        if (name is not ("customers" or "unreadable") || value.ValueKind != JsonValueKind.Object || !Guid.TryParse(Text(value, "id"), out var id)) return null;
        return new EarlierCustomer(id, Text(value, "name"), Text(value, "domain"), name == "customers" ? Held(value) : null);
    }

    private static IReadOnlyList<EarlierQualification> Held(JsonElement customer)
    {
        if (!customer.TryGetProperty("qualifications", out var held) || held.ValueKind != JsonValueKind.Array) return [];
        return
        [
            .. from one in held.EnumerateArray()
               where one.ValueKind == JsonValueKind.Object
               let name = Text(one, "qualification")
               where name is not null
               select new EarlierQualification(name, Text(one, "status"), Text(one, "reason"), Text(one, "date")),
        ];
    }

    private static string? Text(JsonElement value, string name) =>
        value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String && member.GetString() is { Length: > 0 } text ? text : null;
}
