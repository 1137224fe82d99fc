using PartnerQualification.Sandbox.Http;

namespace PartnerQualification.Sandbox.Qualifications;

/// <summary>Tells two requests apart that carry the same request id: a number worked out of path, query and body (FNV-1a).</summary>
internal static class Fingerprint
{
    private const ulong Basis = 14_695_981_039_346_656_037;
    private const ulong Prime = 1_099_511_628_211;

    public static ulong Of(ISandboxMessage message)
    {
        var hash = Add(Add(Basis, message.Path), message.Query);
        foreach (var octet in message.Body.Span) hash = unchecked((hash ^ octet) * Prime);
        return hash;
    }

    private static ulong Add(ulong hash, string text)
    {
        foreach (var character in text) hash = unchecked((hash ^ character) * Prime);
        return hash;
    }
}
