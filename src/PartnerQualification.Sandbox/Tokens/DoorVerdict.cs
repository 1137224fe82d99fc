using PartnerQualification.Sandbox.Http;

namespace PartnerQualification.Sandbox.Tokens;

/// <summary>What the doorkeeper says of a caller.</summary>
internal readonly struct DoorVerdict(Outcome? refusal, bool isApp, bool? isMfaCompliant)
{
    /// <summary>Why the caller stays outside; nothing where the door opens.</summary>
    public Outcome? Refusal { get; } = refusal;

    public bool IsApp { get; } = isApp;

    /// <summary>The answer to a caller who asked for it with a header.</summary>
    public bool? IsMfaCompliant { get; } = isMfaCompliant;
}
