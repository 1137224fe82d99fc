namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>Which session a command uses.</summary>
public sealed class SessionTests(ModuleEngine engine) : IClassFixture<ModuleEngine>
{
    private const string CountCustomers = "@(Get-CustomerQualification -All -IncludeUnqualified).Count";

    [Fact]
    public void A_runspace_sees_its_own_session_only()
    {
        using var other = new ModuleEngine();
        engine.ConnectSandbox("-CustomerCount 3");

        var before = other.Run("Get-PartnerQualificationContext");
        other.ConnectSandbox("-CustomerCount 5");

        Assert.Equal(["NotConnected"], before.ErrorIds);
        Assert.Equal(5, other.Run(CountCustomers).Only<int>());
        Assert.Equal(3, engine.Run(CountCustomers).Only<int>());
    }

    [Fact]
    public void A_disconnect_in_another_runspace_leaves_the_session()
    {
        using var other = new ModuleEngine();
        engine.ConnectSandbox("-CustomerCount 3");
        other.ConnectSandbox();

        Assert.Empty(other.Run("Disconnect-PartnerQualification").Errors);

        Assert.Equal(3, engine.Run(CountCustomers).Only<int>());
    }

    [Fact]
    public void A_session_that_is_handed_over_works_in_another_runspace()
    {
        using var other = new ModuleEngine();
        var session = engine.Run("Connect-PartnerQualification -Sandbox -CustomerCount 7").Output.Single();

        var run = other.Run("param($session) @(Get-CustomerQualification -All -IncludeUnqualified -Session $session).Count; Get-PartnerQualificationContext", session);

        Assert.Equal(7, run.Only<int>());
        Assert.Equal(["NotConnected"], run.ErrorIds);
    }

    [Fact]
    public void Two_runspaces_use_one_session_at_once()
    {
        using var other = new ModuleEngine();
        var session = engine.Run("Connect-PartnerQualification -Sandbox -LatencyMilliseconds 50").Output.Single();
        const string Set = "param($session, $ids) $ids | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false -Session $session";

        using var first = engine.Start(Set, session, Customers.First(10));
        using var second = other.Start(Set, session, Customers.First(20)[10..]);

        Assert.Equal(Customers.First(10), first.Wait().Values("CustomerId"));
        Assert.Equal(Customers.First(20)[10..], second.Wait().Values("CustomerId"));
    }

    [Fact]
    public void A_disconnect_forgets_the_current_session_and_does_not_bring_back_the_one_before()
    {
        var run = engine.Run("""
            $null = Connect-PartnerQualification -Sandbox
            $null = Connect-PartnerQualification -Sandbox
            Disconnect-PartnerQualification
            Get-PartnerQualificationContext
            """);

        Assert.Empty(run.Output);
        Assert.Equal(["NotConnected"], run.ErrorIds);
    }

    [Fact]
    public void A_disconnected_session_is_closed_for_whoever_holds_it()
    {
        var run = engine.Run("""
            $session = Connect-PartnerQualification -Sandbox
            Disconnect-PartnerQualification
            $session.IsConnected
            Get-PartnerValidationCode -Session $session
            """);

        Assert.False(run.Only<bool>());
        Assert.Equal(["NotConnected"], run.ErrorIds);
    }

    [Fact]
    public void A_disconnect_of_a_given_session_leaves_the_current_one()
    {
        var run = engine.Run("""
            $other = Connect-PartnerQualification -Sandbox
            $current = Connect-PartnerQualification -Sandbox
            Disconnect-PartnerQualification -Session $other
            [object]::ReferenceEquals((Get-PartnerQualificationContext), $current)
            """);

        Assert.Empty(run.Errors);
        Assert.True(run.Only<bool>());
    }

    [Fact]
    public void A_disconnect_without_a_session_says_so()
    {
        using var fresh = new ModuleEngine();

        Assert.Equal(["NotConnected"], fresh.Run("Disconnect-PartnerQualification").ErrorIds);
    }

    [Fact]
    public void A_context_shows_the_session_it_is_given()
    {
        var run = engine.Run("""
            $first = Connect-PartnerQualification -Sandbox
            $null = Connect-PartnerQualification -Sandbox
            [object]::ReferenceEquals((Get-PartnerQualificationContext -Session $first), $first)
            """);

        Assert.True(run.Only<bool>());
    }

    [Fact]
    public void Something_that_is_no_session_is_refused_by_the_binder()
    {
        var run = engine.Run("Get-PartnerValidationCode -Session 'mine'; Get-PartnerValidationCode -Session $null");

        Assert.Equal(["CannotConvertArgumentNoMessage", "ParameterArgumentValidationError"], run.ErrorIds);
    }
}
