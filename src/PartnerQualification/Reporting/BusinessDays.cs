namespace PartnerQualification;

/// <summary>
/// Business days: Monday to Friday, in UTC. Holidays differ from country to country, and where a review is done is not known, so none is left
/// out. The day on which something begins does not count, and today does: from Friday to Monday it is one.
/// </summary>
internal static class BusinessDays
{
    /// <summary>For how many of them a decision usually takes, at the most.</summary>
    public const int UsualReview = 3;

    private const int InWeek = 5;

    /// <summary>How many business days have begun since a time.</summary>
    /// <param name="start">The time.</param>
    /// <param name="now">The time now.</param>
    public static int Since(DateTimeOffset start, DateTimeOffset now) => Math.Max(0, Until(now) - Until(start));

    /// <summary>How many there were up to the end of a day, from the first day of the calendar on, which was a Monday.</summary>
    private static int Until(DateTimeOffset time)
    {
        var days = (time.UtcDateTime.Date - DateTime.MinValue).Days + 1;
        return (days / 7 * InWeek) + Math.Min(days % 7, InWeek);
    }
}
