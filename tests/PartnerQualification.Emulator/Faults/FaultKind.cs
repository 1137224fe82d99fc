using System.Globalization;

namespace PartnerQualification.Emulator.Faults;

/// <summary>What a fault does.</summary>
internal sealed record FaultKind(FaultEffect Effect, int Status)
{
    private const string StatusPrefix = "status:";

    private static readonly Dictionary<string, FaultKind> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["reset"] = new(FaultEffect.Reset, 0),
        ["resetAfterCommit"] = new(FaultEffect.ResetAfterCommit, 0),
        ["hang"] = new(FaultEffect.Hang, 0),
        ["slowBody"] = new(FaultEffect.SlowBody, 0),
        ["truncatedBody"] = new(FaultEffect.TruncatedBody, 0),
        ["html502"] = new(FaultEffect.Html, 502),
        ["bareString"] = new(FaultEffect.BareString, 400),
        ["emptyBody"] = new(FaultEffect.EmptyBody, 0),
        ["bom"] = new(FaultEffect.ByteOrderMark, 0),
        ["wrongContentType"] = new(FaultEffect.WrongContentType, 0),
        ["hugeBody"] = new(FaultEffect.HugeBody, 0),
    };

    public static string Names => string.Join(", ", Known.Keys);

    /// <summary>Whether the service has done what was asked before the fault happens.</summary>
    public bool TakesEffect => Effect is not (FaultEffect.Reset or FaultEffect.Hang or FaultEffect.Status or FaultEffect.Html or FaultEffect.BareString);

    public static FaultKind? TryParse(string text)
    {
        if (Known.TryGetValue(text, out var kind)) return kind;
        return text.StartsWith(StatusPrefix, StringComparison.OrdinalIgnoreCase)
            && int.TryParse(text.AsSpan(StatusPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            && status is >= 200 and <= 599
            ? new FaultKind(FaultEffect.Status, status)
            : null;
    }
}

/// <summary>The ways in which an answer goes wrong.</summary>
internal enum FaultEffect
{
    Reset,
    ResetAfterCommit,
    Hang,
    SlowBody,
    TruncatedBody,
    Status,
    Html,
    BareString,
    EmptyBody,
    ByteOrderMark,
    WrongContentType,
    HugeBody,
}
