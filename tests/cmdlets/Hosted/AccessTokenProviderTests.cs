namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>The script block that gets the next access token, where and how it is asked.</summary>
public sealed class AccessTokenProviderTests(ModuleEngine engine, Emulator emulator) : IClassFixture<ModuleEngine>, IClassFixture<Emulator>
{
    [Theory]
    [InlineData("Get-CustomerQualification c0000000-0000-4000-8000-000000000001")]
    [InlineData("Get-PartnerValidationCode")]
    [InlineData("(Get-PartnerValidationCode -ErrorAction SilentlyContinue).ValidationId")]
    [InlineData("try { Get-PartnerValidationCode -ErrorAction Stop } catch { }")]
    public void A_provider_that_uses_the_session_that_waits_for_it_is_told_so_at_once(string command)
    {
        Connect($"{{ {command} }}", refusals: 2);

        var run = engine.Run("Get-PartnerValidationCode");

        Assert.Equal("SessionExpired", run.ErrorIds[^1]);
        Assert.Contains("uses the session that is waiting for this very token", run.Errors[^1].Exception.Message, StringComparison.Ordinal);
        Assert.Empty(run.Output);
        Assert.Equal(2, (long)emulator.State()["requests"]!);
    }

    [Fact]
    public void A_provider_that_uses_another_session_gets_its_token()
    {
        Connect("{ if (@(Get-PartnerValidationCode -Session $other).Count -eq 2) { $next } }", before: "$other = Connect-PartnerQualification -Sandbox; ");

        var run = engine.Run("Get-PartnerValidationCode");

        Assert.Empty(run.Errors);
        Assert.Equal(2, run.Output.Count);
    }

    [Fact]
    public void A_function_given_as_provider_is_asked_in_another_runspace_with_its_parameters()
    {
        var session = Connect("${function:Get-Next}", before: $"function Get-Next([string] $Token = '{emulator.Token()}') {{ $Token }}; ");
        using var other = new ModuleEngine();

        var run = other.Run("param($session) Get-PartnerValidationCode -Session $session", session);

        Assert.Empty(run.Errors);
        Assert.Equal(2, run.Output.Count);
    }

    [Fact]
    public void A_script_block_with_parameters_is_asked_in_another_runspace_with_their_defaults()
    {
        var session = Connect($"{{ param([string] $Token = '{emulator.Token()}') $Token }}");
        using var other = new ModuleEngine();

        var run = other.Run("param($session) Get-PartnerValidationCode -Session $session", session);

        Assert.Empty(run.Errors);
        Assert.Equal(2, run.Output.Count);
    }

    [Fact]
    public void A_token_in_the_words_of_a_provider_that_fails_is_not_repeated()
    {
        Connect("{ throw \"not stored: $next\" }");

        var run = engine.Run("Get-PartnerValidationCode");

        Assert.Contains("not stored: (redacted)", run.Errors[^1].Exception.Message, StringComparison.Ordinal);
    }

    /// <summary>A session whose token the service refuses at first, so that the provider is asked.</summary>
    private object Connect(string provider, string before = "", int refusals = 1)
    {
        emulator.Reset($$"""{ "faults": [ { "kind": "status:401", "times": {{refusals}} } ] }""");
        var run = engine.Run(
            $"param($token, $endpoint, $given) $global:next = $given; {before}Connect-PartnerQualification -AccessToken $token -Endpoint $endpoint -AccessTokenProvider {provider}",
            Secret.Of(emulator.Token()),
            emulator.Address,
            emulator.Token());
        Assert.Empty(run.Errors);
        return run.Output.Single().BaseObject;
    }
}
