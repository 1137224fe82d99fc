using PartnerQualification.HostedEngine;
using PartnerQualification.Tests.Support;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>A session that was disconnected still shows who it was, and holds no token any more.</summary>
public sealed class DisconnectTests(ModuleEngine engine, Emulator emulator) : IClassFixture<ModuleEngine>, IClassFixture<Emulator>
{
    // How every token of sandbox and emulator begins: {"typ":"JWT" in Base64.
    private const string TokenBeginning = "eyJ0eXAiOiJKV1Qi";

    [Fact]
    public void A_disconnected_session_holds_no_token()
    {
        var session = engine.Connect(emulator);
        AssertForgets(session, engine.Run("Get-CustomerQualification -All; Get-PartnerValidationCode"));
    }

    [Fact]
    public void A_disconnected_session_that_has_renewed_holds_no_token()
    {
        emulator.Reset("""{ "faults": [ { "kind": "status:401", "times": 1 } ] }""");
        var connected = engine.Run(
            "param($token, $endpoint, $next) Connect-PartnerQualification -AccessToken $token -Endpoint $endpoint -AccessTokenProvider ([scriptblock]::Create(\"'$next'\"))",
            Secret.Of(emulator.Token()),
            emulator.Address,
            emulator.Token());
        AssertForgets(connected.Only<object>(), engine.Run("Get-PartnerValidationCode"));
    }

    [Fact]
    public void A_disconnected_sandbox_holds_no_token()
    {
        var session = engine.Run("Connect-PartnerQualification -Sandbox -CustomerCount 3").Only<object>();
        AssertForgets(session, engine.Run("Get-CustomerQualification -All -IncludeUnqualified"));
    }

    private void AssertForgets(object session, ScriptRun used)
    {
        Assert.Empty(used.Errors);
        Assert.NotEmpty(used.Output);
        Assert.NotEmpty(ObjectGraph.Find(session, TokenBeginning));

        var run = engine.Run("param($session) Disconnect-PartnerQualification -Session $session; $session", session);

        Assert.Empty(run.Errors);
        Assert.NotEmpty(run.Values("TenantId").Single()!);
        Assert.Equal(["False"], run.Values("IsConnected"));
        Assert.Equal(string.Empty, string.Join(Environment.NewLine, ObjectGraph.Find(session, TokenBeginning).Take(5)));
    }
}
