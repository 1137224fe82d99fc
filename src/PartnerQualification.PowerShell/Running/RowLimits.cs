using System.Runtime.InteropServices;

namespace PartnerQualification.PowerShell;

/// <summary>How far a cmdlet may run ahead of what it has written.</summary>
/// <param name="AtOnce">How many calls run at once.</param>
/// <param name="Held">How many rows are held: sent, and not written yet.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RowLimits(int AtOnce, int Held)
{
    public const int Default = 16;

    public const int Largest = 128;

    private const int ReadAhead = 4;

    /// <summary>What reads may be read again: reading may run ahead a little, so that one slow customer doesn't hold up the rest.</summary>
    public static RowLimits ForReading(int throttleLimit) => new(throttleLimit, throttleLimit == 1 ? 1 : throttleLimit * ReadAhead);

    /// <summary>What is sent cannot be taken back: no more than the limit is ever sent and not shown.</summary>
    public static RowLimits ForSetting(int throttleLimit) => new(throttleLimit, throttleLimit);
}
