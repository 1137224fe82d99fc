namespace PartnerQualification.Client;

/// <summary>Refuses options that a client cannot work with, or that would send a token where it must not go.</summary>
internal static class OptionsCheck
{
    // The longest that timers can wait.
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(int.MaxValue - 1);

    /// <summary>The root of the API.</summary>
    /// <exception cref="ArgumentException">An option cannot be used.</exception>
    public static Uri Endpoint(PartnerCenterOptions options)
    {
        Require(options.MaxAttempts >= 1, nameof(options.MaxAttempts), "is at least 1");
        Require(options.AttemptTimeout > TimeSpan.Zero && options.AttemptTimeout <= Longest, nameof(options.AttemptTimeout), "is longer than nothing and at most 24 days");
        Require(options.TotalTimeout > TimeSpan.Zero && options.TotalTimeout <= Longest, nameof(options.TotalTimeout), "is longer than nothing and at most 24 days");
        Require(options.RetryBaseDelay >= TimeSpan.Zero && options.RetryBaseDelay <= TimeSpan.FromHours(1), nameof(options.RetryBaseDelay), "is between nothing and an hour");
        Require(options.MaxResponseBytes is >= 1 and <= int.MaxValue / 2, nameof(options.MaxResponseBytes), "is between 1 byte and 1 GiB");
        Require(options.MaxConnections >= 1, nameof(options.MaxConnections), "is at least 1");
        Require(HeaderText.IsValue(options.ApplicationName), nameof(options.ApplicationName), "is plain ASCII text on one line");
        Require(HeaderText.IsValue(options.Locale), nameof(options.Locale), "is a language tag such as en-US");

        var endpoint = options.Endpoint ?? options.Environment.ApiBase;
        Require(EndpointRule.Allows(endpoint), nameof(options.Endpoint), "is an https address, or http on this machine (loopback), without user, query and fragment");
        return endpoint;
    }

    private static void Require(bool isFine, string option, string rule)
    {
        if (!isFine) throw new ArgumentException(Messages.OptionUnusable(option, rule), option);
    }
}
