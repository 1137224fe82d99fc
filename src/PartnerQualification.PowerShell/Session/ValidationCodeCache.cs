namespace PartnerQualification.PowerShell;

/// <summary>The session's validation codes for completion and questions: asked for once, kept for a little while, never waited for long.</summary>
internal sealed class ValidationCodeCache(IPartnerCenter center)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1.5);

    private readonly object gate = new();
    private Task<IReadOnlyList<ValidationCode>>? asked;
    private DateTimeOffset askedAt;

    /// <summary>The codes, as far as they are there before the prompt would feel stuck.</summary>
    public IReadOnlyList<ValidationCode> Peek()
    {
        var answer = Ask();
        try
        {
            return answer.Wait(LongestWait) ? answer.Result : [];
        }
        catch (AggregateException)
        {
            // A prompt is no place for errors: the command itself will show them.
            return [];
        }
    }

    /// <summary>Keeps codes that were read for something else.</summary>
    public void Keep(IReadOnlyList<ValidationCode> codes)
    {
        lock (gate)
        {
            asked = Task.FromResult(codes);
            askedAt = DateTimeOffset.UtcNow;
        }
    }

    /// <summary>The organisation that a code was issued to, as far as the session knows it already. Nothing is asked for.</summary>
    /// <param name="validationId">The code.</param>
    public string? OrganizationOf(string validationId)
    {
        lock (gate)
        {
            return asked is { Status: TaskStatus.RanToCompletion } known
                ? known.Result.FirstOrDefault(code => string.Equals(code.ValidationId, validationId, StringComparison.Ordinal))?.OrganizationName
                : null;
        }
    }

    private Task<IReadOnlyList<ValidationCode>> Ask()
    {
        lock (gate)
        {
            var isStale = DateTimeOffset.UtcNow - askedAt > Lifetime || asked is { IsFaulted: true } or { IsCanceled: true };
            if (asked is not null && !isStale) return asked;
            askedAt = DateTimeOffset.UtcNow;
            return asked = Task.Run(() => center.GetValidationCodesAsync());
        }
    }
}
