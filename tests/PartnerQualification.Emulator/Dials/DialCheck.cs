using PartnerQualification.Emulator.Faults;

namespace PartnerQualification.Emulator.Dials;

/// <summary>The bounds of the dials.</summary>
internal static class DialCheck
{
    private const double LongestLatencyMs = 600_000;
    private const double LongestSeconds = 31_536_000;
    private const double HighestRate = 1_000_000;

    /// <exception cref="DialException">A dial is out of bounds.</exception>
    public static EmulatorDials Check(EmulatorDials dials)
    {
        Require(dials.LatencyMs is >= 0 and <= LongestLatencyMs, "latencyMs must be a number of milliseconds from 0 to 600000.");
        Require(dials.VettingSeconds is >= 0 and <= LongestSeconds, "vettingSeconds must be a number of seconds from 0 to 31536000.");
        CheckRate(dials.Rate, "rate", dials.Window);
        CheckRate(dials.ReadRate, "readRate", dials.Window);
        CheckRate(dials.WriteRate, "writeRate", dials.Window);
        CheckRate(dials.CustomerRate, "customerRate", dials.Window);
        Require(dials.CustomerWindowSeconds is > 0 and <= LongestSeconds, "customerWindowSeconds must be a number of seconds above 0 and up to 31536000.");
        Require(dials.Burst is null or (>= 1 and <= HighestRate), "burst must be a number from 1 to 1000000, or null.");
        Require(Enum.IsDefined(dials.Window), "window must be \"bucket\", \"fixed\" or \"sliding\".");
        Require(dials.WindowSeconds is > 0 and <= LongestSeconds, "windowSeconds must be a number of seconds above 0 and up to 31536000.");
        Require(Enum.IsDefined(dials.RetryAfter), "retryAfter must be \"seconds\", \"date\" or \"none\".");
        Require(dials.Contract is 2021 or 2022, "contract must be 2021 or 2022.");
        Require(dials.ReadLagSeconds is >= 0 and <= LongestSeconds, "readLagSeconds must be a number of seconds from 0 to 31536000.");
        Require(dials.CommitDelaySeconds is >= 0 and <= LongestSeconds, "commitDelaySeconds must be a number of seconds from 0 to 31536000.");
        for (var index = 0; index < dials.Faults.Count; index++) CheckFault(dials.Faults[index], $"faults[{index}]");
        return dials;
    }

    private static void CheckRate(double? rate, string name, LimitWindow window)
    {
        Require(rate is null or (> 0 and <= HighestRate), $"{name} must be a number above 0 and up to 1000000, or null for no limit.");
        Require(window == LimitWindow.Bucket || rate is null or >= 1, $"{name} must be at least 1 with a fixed or sliding window.");
    }

    private static void CheckFault(Fault fault, string name)
    {
        var kind = FaultKind.TryParse(fault.Kind);
        Require(kind is not null, $"{name}.kind must be one of {FaultKind.Names}, or status: with a number from 200 to 599, such as status:503.");
        Require(fault.Probability is null or (>= 0 and <= 1), $"{name}.probability must be a number from 0 to 1.");
        Require(fault.Every is null or >= 1, $"{name}.every must be a whole number, 1 or more.");
        Require(fault.Probability is null || fault.Every is null, $"{name}.every and {name}.probability exclude each other.");
        Require(fault.Method is null or "GET" or "POST", $"{name}.method must be \"GET\" or \"POST\".");
        Require(fault.Times is null or >= 0, $"{name}.times must be a whole number, 0 or more.");
        Require(fault.AfterCommit != false || !kind!.TakesEffect, $"{name}.afterCommit cannot be false with {fault.Kind}: it happens to the answer of a request that has taken effect.");
        Require(fault.AfterCommit != true || fault.Method != "GET", $"{name}.afterCommit cannot be true with the method GET: a GET has no effect. Leave out method, or give \"POST\".");
    }

    private static void Require(bool isKept, string rule)
    {
        if (!isKept) throw new DialException(rule);
    }
}

/// <summary>An option or a dial that cannot be set like that. The message names it.</summary>
public sealed class DialException : Exception
{
    public DialException()
    {
    }

    public DialException(string message)
        : base(message)
    {
    }

    public DialException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
