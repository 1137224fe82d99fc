namespace PartnerQualification.Emulator.Dials;

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
