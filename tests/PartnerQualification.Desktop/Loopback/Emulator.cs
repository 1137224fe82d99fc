using System.Globalization;
using System.Net.Http;
using System.Text.RegularExpressions;

namespace PartnerQualification.Desktop.Loopback;

/// <summary>The emulator that the test has started, with its dials. Its JSON is read with a regular expression, because this program has no library for it.</summary>
internal static class Emulator
{
    private static readonly HttpClient Http = new() { BaseAddress = TestRun.Emulator };

    private static readonly Regex Effects = new("\"postsEffective\":\\s*(?<count>[0-9]+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    /// <summary>Makes a client of it.</summary>
    public static async Task<IPartnerCenter> ConnectAsync(PartnerCenterOptions? options = null) =>
        Connect(LoadedModule.PartnerCenterFactory.CreateTokenSource(await Http.GetStringAsync("emulator/token?kind=user")), options);

    /// <summary>Makes a client of it that uses these tokens.</summary>
    public static IPartnerCenter Connect(IAccessTokenSource tokens, PartnerCenterOptions? options = null) =>
        LoadedModule.PartnerCenterFactory.CreateClient((options ?? new PartnerCenterOptions()) with { Endpoint = TestRun.Emulator, RetryBaseDelay = TimeSpan.FromMilliseconds(20) }, tokens);

    /// <summary>Sets the one fault that happens.</summary>
    /// <param name="kind">One of those in the emulator's README.</param>
    /// <param name="times">How many times; without limit where nothing is given.</param>
    public static Task SetFaultAsync(string kind, int? times = null) =>
        SetDialsAsync($$"""{ "faults": [{ "kind": "{{kind}}"{{(times is null ? "" : $", \"times\": {times}")}} }] }""");

    /// <summary>Sets dials.</summary>
    public static async Task SetDialsAsync(string dials)
    {
        using var content = new StringContent(dials);
        using var answer = await Http.PutAsync("emulator/dials", content);
        Expect.True(answer.IsSuccessStatusCode, $"the emulator to take the dials {dials}");
    }

    /// <summary>How many requests took effect, customer by customer.</summary>
    public static async Task<IReadOnlyList<int>> EffectsAsync()
    {
        var state = await Http.GetStringAsync("emulator/state");
        return [.. Effects.Matches(state).Cast<Match>().Select(match => int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture))];
    }
}
