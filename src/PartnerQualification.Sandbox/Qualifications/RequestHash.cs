using PartnerQualification.Sandbox.Http;

namespace PartnerQualification.Sandbox.Qualifications;

/// <summary>A hash of path, query and body (FNV-1a), by which two requests with the same request id are told apart.</summary>
internal static class RequestHash
{
    private const ulong Basis = 14_695_981_039_346_656_037;
    private const ulong Prime = 1_099_511_628_211;

    public static ulong Of(ISandboxRequest request)
    {
        var hash = Add(Add(Basis, request.Path), request.Query);
        foreach (var octet in request.Body.Span) hash = unchecked((hash ^ octet) * Prime);
        return hash;
    }

    private static ulong Add(ulong hash, string text)
    {
        foreach (var character in text) hash = unchecked((hash ^ character) * Prime);
        return hash;
    }
}
