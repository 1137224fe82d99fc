using System.Globalization;
using System.Text.Json;
using PartnerQualification.Sandbox.Tokens;

namespace PartnerQualification.Sandbox.Qualifications;

/// <summary>The partner's two validation codes and what remains on each. The lock of <see cref="QualificationStore"/> guards them.</summary>
internal sealed class ValidationCodes
{
    private readonly Entry[] entries =
    [
        new("12345", "Contoso, Inc.", 5, 4, new DateTime(2018, 10, 10, 18, 49, 58, DateTimeKind.Utc).AddTicks(7_273_480)),
        new("987654", "Contoso, Inc. Finance Department", 5, 5, new DateTime(2018, 10, 19, 17, 51, 45, DateTimeKind.Utc).AddTicks(6_584_512)),
    ];

    public bool Knows(string code) => Find(code) is not null;

    /// <summary>Uses a code for one more customer from a moment on. It is counted down only then, but nobody else gets that place before.</summary>
    /// <returns>Whether anything remained on it.</returns>
    public bool TryUse(string code, DateTimeOffset since) => Find(code)?.TryUse(since) ?? false;

    public IReadOnlyList<SandboxValidationCode> TakeSnapshot(DateTimeOffset now) =>
        Array.ConvertAll(entries, entry => new SandboxValidationCode(entry.Code, entry.RemainingAt(now)));

    public void Write(Utf8JsonWriter writer, DateTimeOffset now)
    {
        writer.WriteStartArray();
        foreach (var entry in entries) entry.Write(writer, now);
        writer.WriteEndArray();
    }

    private Entry? Find(string code) => Array.Find(entries, entry => entry.Code == code);

    private sealed class Entry(string code, string organization, int most, int remaining, DateTime changed)
    {
        private readonly List<DateTimeOffset> uses = [];

        public string Code { get; } = code;

        public bool TryUse(DateTimeOffset since)
        {
            if (uses.Count >= remaining) return false;
            uses.Add(since);
            return true;
        }

        public int RemainingAt(DateTimeOffset now) => remaining - uses.Count(since => since <= now);

        public void Write(Utf8JsonWriter writer, DateTimeOffset now)
        {
            writer.WriteStartObject();
            writer.WriteString("partnerId", SandboxPartner.TenantId);
            writer.WriteString("organizationName", organization);
            writer.WriteString("validationId", Code);
            writer.WriteNumber("maxCreates", most);
            writer.WriteNumber("remainingCreates", RemainingAt(now));
            writer.WriteString("eTag", $"W/\"datetime'{Uri.EscapeDataString(ChangedAt(now).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture))}'\"");
            writer.WriteEndObject();
        }

        private DateTime ChangedAt(DateTimeOffset now) => uses.Where(since => since <= now).Select(since => since.UtcDateTime).DefaultIfEmpty(changed).Max();
    }
}
