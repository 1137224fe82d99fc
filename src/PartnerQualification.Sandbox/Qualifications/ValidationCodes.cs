using System.Globalization;
using System.Text.Json;
using PartnerQualification.Sandbox.Http;
using PartnerQualification.Sandbox.Tokens;

namespace PartnerQualification.Sandbox.Qualifications;

/// <summary>The partner's validation codes and what remains on each. The lock of <see cref="QualificationStore"/> guards them.</summary>
/// <param name="given">The codes; nothing for the two that every sandbox has otherwise.</param>
internal sealed class ValidationCodes(IReadOnlyList<ValidationCode>? given)
{
    private static readonly ValidationCode[] Usual =
    [
        new() { ValidationId = "12345", OrganizationName = "Contoso, Inc.", MaxCreates = 5, RemainingCreates = 4, ETag = "W/\"datetime'2018-10-10T18%3A49%3A58.727348Z'\"" },
        new() { ValidationId = "987654", OrganizationName = "Contoso, Inc. Finance Department", MaxCreates = 5, RemainingCreates = 5, ETag = "W/\"datetime'2018-10-19T17%3A51%3A45.6584512Z'\"" },
    ];

    private readonly Entry[] entries = [.. (given ?? Usual).Select(static code => new Entry(code))];

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

    private sealed class Entry(ValidationCode code)
    {
        private readonly List<DateTimeOffset> uses = [];

        // Where nothing is said of what remains, nobody has used the code. Where nothing is said of how many it serves either, it has no end.
        private readonly int? remaining = code.RemainingCreates ?? code.MaxCreates;

        public string Code { get; } = code.ValidationId;

        public bool TryUse(DateTimeOffset since)
        {
            if (uses.Count >= remaining) return false;
            uses.Add(since);
            return true;
        }

        public int? RemainingAt(DateTimeOffset now) => remaining - uses.Count(since => since <= now);

        public void Write(Utf8JsonWriter writer, DateTimeOffset now)
        {
            writer.WriteStartObject();
            writer.WriteString("partnerId", SandboxPartner.TenantId);
            Json.WriteGiven(writer, "organizationName", code.OrganizationName);
            writer.WriteString("validationId", Code);
            if (code.MaxCreates is { } most) writer.WriteNumber("maxCreates", most);
            if (RemainingAt(now) is { } left) writer.WriteNumber("remainingCreates", left);
            Json.WriteGiven(writer, "eTag", ETagAt(now));
            writer.WriteEndObject();
        }

        private string? ETagAt(DateTimeOffset now)
        {
            var past = uses.Where(since => since <= now).ToArray();
            return past.Length == 0 ? code.ETag : $"W/\"datetime'{Uri.EscapeDataString(past.Max().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture))}'\"";
        }
    }
}
