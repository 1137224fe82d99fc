using System.Globalization;
using PartnerQualification.Emulator.Dials;

namespace PartnerQualification.Emulator.Faults;

/// <summary>What a fault does.</summary>
/// <param name="Effect">What goes wrong with the answer.</param>
/// <param name="Status">The status that is sent in place of the service's; 0 where the service's is sent, or none.</param>
/// <param name="TakesEffect">Whether the service has handled the request before the fault happens.</param>
internal sealed record FaultKind(FaultEffect Effect, int Status, bool TakesEffect)
{
    private const string StatusPrefix = "status:";

    private static readonly Dictionary<string, FaultKind> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["reset"] = new(FaultEffect.Reset, 0, TakesEffect: false),
        ["resetAfterCommit"] = new(FaultEffect.Reset, 0, TakesEffect: true),
        ["hang"] = new(FaultEffect.Hang, 0, TakesEffect: false),
        ["slowBody"] = new(FaultEffect.SlowBody, 0, TakesEffect: true),
        ["stalledBody"] = new(FaultEffect.StalledBody, 0, TakesEffect: true),
        ["truncatedBody"] = new(FaultEffect.TruncatedBody, 0, TakesEffect: true),
        ["html200"] = new(FaultEffect.Html, 200, TakesEffect: false),
        ["html502"] = new(FaultEffect.Html, 502, TakesEffect: false),
        ["bareString"] = new(FaultEffect.BareString, 400, TakesEffect: false),
        ["emptyBody"] = new(FaultEffect.EmptyBody, 0, TakesEffect: true),
        ["bom"] = new(FaultEffect.ByteOrderMark, 0, TakesEffect: true),
        ["wrongContentType"] = new(FaultEffect.WrongContentType, 0, TakesEffect: true),
        ["hugeBody"] = new(FaultEffect.HugeBody, 0, TakesEffect: true),
    };

    public static string Names => string.Join(", ", Known.Keys);

    /// <summary>Whether nothing of the service's answer reaches the client, if there is one at all.</summary>
    public bool ReplacesAnswer => Effect is FaultEffect.Reset or FaultEffect.Hang or FaultEffect.Status or FaultEffect.Html or FaultEffect.BareString;

    /// <summary>What a fault of the dials does; its kind must be known.</summary>
    public static FaultKind Of(Fault fault)
    {
        var kind = TryParse(fault.Kind)!;
        return kind with { TakesEffect = fault.AfterCommit ?? kind.TakesEffect };
    }

    public static FaultKind? TryParse(string text)
    {
        if (Known.TryGetValue(text, out var kind)) return kind;
        return text.StartsWith(StatusPrefix, StringComparison.OrdinalIgnoreCase)
            && int.TryParse(text.AsSpan(StatusPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            && status is >= 200 and <= 599
            ? new FaultKind(FaultEffect.Status, status, TakesEffect: false)
            : null;
    }
}

/// <summary>The ways in which an answer goes wrong.</summary>
internal enum FaultEffect
{
    Reset,
    Hang,
    SlowBody,
    StalledBody,
    TruncatedBody,
    Status,
    Html,
    BareString,
    EmptyBody,
    ByteOrderMark,
    WrongContentType,
    HugeBody,
}
