using System.Globalization;
using PartnerQualification.Desktop.Loopback;

namespace PartnerQualification.Desktop.Checks;

/// <summary>Retries with Polly, over real connections.</summary>
public static class RetryChecks
{
    public static Task Throttled_request_is_sent_again_and_takes_effect_once() => SurvivesAsync("status:429");

    public static Task Failed_request_is_sent_again_and_takes_effect_once() => SurvivesAsync("status:503");

    public static Task Answer_that_is_lost_with_its_connection_is_found_by_reading() => IsFoundAsync("resetAfterCommit");

    public static Task Answer_that_is_truncated_is_found_by_reading() => IsFoundAsync("truncatedBody");

    public static async Task Service_that_keeps_failing_is_told_after_the_attempts_allowed()
    {
        await Emulator.SetFaultAsync("status:503");
        using var client = await Emulator.ConnectAsync(new PartnerCenterOptions { MaxAttempts = 3 });
        var call = new CallStatus();

        var error = await Expect.FailureAsync(client.GetValidationCodesAsync(new CallOptions { Status = call }));

        Expect.Equal(PartnerCenterErrorKind.ServiceUnavailable, error.Kind, "the kind");
        Expect.Equal(3, call.Attempts, "the number of attempts");
    }

    public static async Task Throttled_sets_side_by_side_all_take_effect_once()
    {
        await Emulator.SetDialsAsync("""{ "rate": 40, "burst": 5 }""");
        using var client = await Emulator.ConnectAsync();
        var requests = Enumerable.Range(1, 20).Select(number => QualificationRequest.Create($"c0000000-0000-4000-8000-{number.ToString("x12", CultureInfo.InvariantCulture)}", Qualifications.StateOwnedEntity));

        await Expect.InTimeAsync(Task.WhenAll(requests.Select(request => client.SetQualificationAsync(request))));

        var effects = await Emulator.EffectsAsync();
        Expect.True(effects.Count == 20 && effects.All(count => count == 1), "20 customers with one effect each");
        Expect.True(client.Pacing.ThrottledAnswers > 0, "some to have been throttled");
    }

    /// <summary>Sets a qualification whose answer is lost.</summary>
    private static async Task IsFoundAsync(string fault)
    {
        await Emulator.SetFaultAsync(fault, times: 1);
        using var client = await Emulator.ConnectAsync();
        LookTimes.Shorten();
        var call = new CallStatus();

        var set = await Expect.InTimeAsync(client.SetQualificationAsync(Customers.Education, new CallOptions { Status = call }));

        Expect.True(set.FoundByReading, "the answer to have been found by reading");
        Expect.Equal(1, call.Attempts, "the number of attempts");
        Expect.Equal(1, (await Emulator.EffectsAsync()).Single(), "the number of effects");
    }

    /// <summary>Sets a qualification through a fault that happens twice.</summary>
    private static async Task SurvivesAsync(string fault)
    {
        await Emulator.SetFaultAsync(fault, times: 2);
        using var client = await Emulator.ConnectAsync();
        var call = new CallStatus();

        var set = await Expect.InTimeAsync(client.SetQualificationAsync(Customers.Education, new CallOptions { Status = call }));

        Expect.Equal(Qualifications.Education, set.Qualification, "what was set");
        Expect.Equal(3, call.Attempts, "the number of attempts");
        Expect.Equal(1, (await Emulator.EffectsAsync()).Single(), "the number of effects");
    }
}
