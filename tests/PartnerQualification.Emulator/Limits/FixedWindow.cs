namespace PartnerQualification.Emulator.Limits;

/// <summary>So many requests in a window, which begins with the first request after the window before has ended.</summary>
internal sealed class FixedWindow : RequestLimit
{
    private TimeSpan? begin;
    private int admitted;

    public override TimeSpan? Admit(TimeSpan now, LimitTerms terms)
    {
        if (begin is not { } start || now >= start + terms.Window)
        {
            begin = start = now;
            admitted = 0;
        }

        if (admitted + 1 > terms.Rate) return start + terms.Window - now;
        admitted++;
        return null;
    }
}
