namespace PartnerQualification.Desktop;

/// <summary>The assertions of the checks.</summary>
internal static class Expect
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static void True(bool holds, string what)
    {
        if (!holds) throw new InvalidOperationException($"Expected: {what}.");
    }

    public static void Equal<T>(T expected, T actual, string what) =>
        True(EqualityComparer<T>.Default.Equals(expected, actual), $"{what} to be '{expected}', and it is '{actual}'");

    /// <summary>Waits for work that must fail with a <see cref="PartnerCenterException"/>.</summary>
    /// <returns>The exception.</returns>
    public static async Task<PartnerCenterException> FailureAsync(Task work)
    {
        try
        {
            await InTimeAsync(work);
        }
        catch (PartnerCenterException expected)
        {
            return expected;
        }

        throw new InvalidOperationException("Expected: a PartnerCenterException; nothing failed.");
    }

    /// <summary>Waits for work that the caller has cancelled.</summary>
    public static async Task CancelledAsync(Task work, CancellationToken token)
    {
        try
        {
            await InTimeAsync(work);
        }
        catch (OperationCanceledException exception)
        {
            Equal(token, exception.CancellationToken, "the token of the cancellation");
            return;
        }

        throw new InvalidOperationException("Expected: a cancellation; the work came to its end.");
    }

    /// <summary>Waits for work that must not hang.</summary>
    public static async Task InTimeAsync(Task work)
    {
        using var isOver = new CancellationTokenSource(Limit);
        True(await Task.WhenAny(work, Task.Delay(Timeout.Infinite, isOver.Token)) == work, $"an end within {Limit.TotalSeconds} seconds");
        await work;
    }

    /// <summary>Waits for work that must not hang.</summary>
    /// <returns>Its result.</returns>
    public static async Task<T> InTimeAsync<T>(Task<T> work)
    {
        await InTimeAsync((Task)work);
        return await work;
    }
}
