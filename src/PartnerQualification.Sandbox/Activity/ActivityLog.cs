using System.Text.Json;
using PartnerQualification.Sandbox.Customers;
using PartnerQualification.Sandbox.Http;
using PartnerQualification.Sandbox.Tokens;

namespace PartnerQualification.Sandbox.Activity;

/// <summary>What was done in the sandbox: a record for each request for a qualification. The latest 200,000 are kept.</summary>
internal sealed class ActivityLog(TimeProvider time)
{
    private const int MostRecords = 200_000;

    private readonly object gate = new();
    private readonly Queue<SandboxActivity> records = new();
    private long written;

    public void Note(int customer, string qualification, string correlationId, bool isDone)
    {
        lock (gate)
        {
            records.Enqueue(new SandboxActivity(++written, time.GetUtcNow(), customer, qualification, correlationId, isDone));
            if (records.Count > MostRecords) records.Dequeue();
        }
    }

    /// <summary>The records that a filter lets through, the latest first.</summary>
    public IReadOnlyList<SandboxActivity> Find(Func<SandboxActivity, bool> isWanted)
    {
        lock (gate) return [.. records.Where(isWanted).Reverse()];
    }
}

/// <summary>A request for a qualification that was done or refused.</summary>
internal sealed record SandboxActivity(long Number, DateTimeOffset Time, int Customer, string Qualification, string CorrelationId, bool IsDone)
{
    public const string ResourceType = "customer";

    private const string OperationType = "update_customer_qualification";

    public void Write(Utf8JsonWriter writer, CustomerDirectory customers)
    {
        var customer = customers.Describe(Customer);
        writer.WriteStartObject();
        writer.WriteString("id", $"{customer.CustomerId}_{OperationType}_{Number}");
        writer.WriteString("partnerId", SandboxPartner.TenantId);
        writer.WriteString("customerId", customer.CustomerId);
        writer.WriteString("customerName", customer.CompanyName);

        // Only a user can request anything.
        writer.WriteString("userPrincipalName", SandboxPartner.User);
        writer.WriteString("applicationId", SandboxPartner.ApplicationId);
        writer.WriteString("resourceType", ResourceType);
        writer.WriteString("resourceNewValue", $$"""{"Qualification":"{{Qualification}}"}""");
        writer.WriteString("operationType", OperationType);
        writer.WriteString("originalCorrelationId", CorrelationId);
        writer.WriteString("operationDate", Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", System.Globalization.CultureInfo.InvariantCulture));
        writer.WriteString("operationStatus", IsDone ? "succeeded" : "failed");
        writer.WriteStartArray("customizedData");
        writer.WriteEndArray();
        PagedList.WriteObjectType(writer, "AuditRecord");
        writer.WriteEndObject();
    }
}
