namespace PartnerQualification.Emulator.Faults;

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
