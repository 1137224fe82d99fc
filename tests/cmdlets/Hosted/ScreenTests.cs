using System.Text.RegularExpressions;
using PartnerQualification.HostedEngine;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>What a person sees in a window of a certain width, line by line.</summary>
public sealed partial class ScreenTests
{
    // Dates so long ago that their age is shown the same on a slow machine.
    private const string Qualifications = """
        [PartnerQualification.CustomerQualification]@{
            CustomerId = 'c0000000-0000-4000-8000-000000000001'; CompanyName = 'Contoso School 1'; Qualification = 'Education'
            VettingStatus = 'Denied'; VettingReason = 'Domain not academic'; VettingCreatedDate = [DateTime]::UtcNow.AddDays(-3)
        }
        [PartnerQualification.CustomerQualification]@{
            CustomerId = 'c0000000-0000-4000-8000-000000000002'; CompanyName = 'Fabrikam University 2'; Qualification = 'GovernmentCommunityCloud'
            VettingStatus = 'Approved'; VettingCreatedDate = [DateTime]::UtcNow.AddHours(-30)
        }
        [PartnerQualification.CustomerQualification]@{ CustomerId = 'c0000000-0000-4000-8000-000000000003'; Qualification = 'StateOwnedEntity' }
        [PartnerQualification.CustomerQualification]@{
            CustomerId = 'c0000000-0000-4000-8000-000000000004'; CompanyName = 'Woodgrove College 4'; Qualification = 'Education'
            VettingStatus = 'InReview'; SkipReason = 'InReview'; VettingCreatedDate = [DateTime]::UtcNow.AddMinutes(-20)
        }
        """;

    private const string Interrupted = """
        [PartnerQualification.PowerShell.InterruptedRequest]::new('c0000000-0000-4000-8000-000000000001', 'GovernmentCommunityCloud', [guid]::Empty, [DateTimeOffset] '2026-11-24T08:00:00Z', $false)
        """;

    // Times without an offset are this machine's, as they are shown.
    private const string Changes = """
        [PartnerQualification.QualificationChange]@{
            Date = [DateTimeOffset] '2026-11-24T08:00:00'; Status = 'succeeded'; CompanyName = 'Contoso School 1'; CustomerId = 'c0000000-0000-4000-8000-000000000001'
            RequestedQualification = 'GovernmentCommunityCloud'; NewValue = '{"Qualification":"GovernmentCommunityCloud"}'; User = 'admin@partner.example'
        }
        [PartnerQualification.QualificationChange]@{
            Date = [DateTimeOffset] '2026-11-23T08:00:00'; Status = 'failed'; CustomerId = 'c0000000-0000-4000-8000-000000000002'
            NewValue = '{"type":"Museum"}'; ApplicationId = 'a0000000-0000-4000-8000-000000000001'
        }
        """;

    [Theory]
    [InlineData(100)]
    [InlineData(120)]
    public void Qualifications_are_a_table_of_who_what_state_reason_and_age(int width)
    {
        AssertScreen(width, Qualifications, """
            Customer                             Qualification            Status    Reason                  Age
            --------                             -------------            ------    ------                  ---
            Contoso School 1                     Education                Denied    Domain not academic     3 d
            Fabrikam University 2                GovernmentCommunityCloud Approved                         30 h
            c0000000-0000-4000-8000-000000000003 StateOwnedEntity
            Woodgrove College 4                  Education                InReview  skipped              20 min
            """);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(120)]
    public void Validation_codes_are_a_table_with_what_remains_on_each(int width)
    {
        var screen = ScreenOf(width, "Get-PartnerValidationCode", engine => engine.ConnectSandbox());

        Assert.Equal(
            [
                "ValidationId Organization Remaining Of",
                "------------ ------------ --------- --",
                "12345 Contoso, Inc. 4 5",
                "987654 Contoso, Inc. Finance Department 5 5",
            ],
            (IReadOnlyList<string>)[.. screen.Select(line => Blanks().Replace(line, " "))]);
        Assert.All(screen, line => Assert.True(line.Length <= width, $"{line.Length} columns: {line}"));
    }

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(120)]
    public void A_session_is_a_list_of_who_where_and_until_when(int width)
    {
        var screen = ScreenOf(width, "Connect-PartnerQualification -Sandbox");

        Assert.Equal(
            """
            User                      : admin@partner.example
            TenantId                  : 9daaeb1c-4195-4db5-9f1d-509eb70c8c2d
            ApplicationId             : a0000000-0000-4000-8000-000000000001
            Environment               : Sandbox
            Endpoint                  : https://sandbox.invalid/
            Credentials               : App+User
            MultifactorAuthentication : True
            ExpiresOn                 : (a time)
            CanRenew                  : True
            SignInMethod              : Sandbox
            IsConnected               : True
            """.ReplaceLineEndings("\n"),
            Expiry().Replace(string.Join('\n', screen), "(a time)"));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(120)]
    public void Interrupted_requests_are_a_table_of_what_is_open(int width)
    {
        AssertScreen(width, Interrupted, """
            CustomerId                           Qualification            Answered SentAt
            ----------                           -------------            -------- ------
            c0000000-0000-4000-8000-000000000001 GovernmentCommunityCloud False    2026-11-24 08:00:00Z
            """);
    }

    [Fact]
    public void A_window_of_80_columns_shows_customer_qualification_and_status_whole()
    {
        var screen = ScreenOf(80, Qualifications);

        Assert.All(screen, line => Assert.True(line.Length <= 80, $"{line.Length} columns: {line}"));
        Assert.Contains(screen, line => line.StartsWith("Contoso School 1                     Education                Denied ", StringComparison.Ordinal));
        Assert.Contains(screen, line => line.StartsWith("Fabrikam University 2                GovernmentCommunityCloud Approved", StringComparison.Ordinal));
    }

    [Fact]
    public void A_history_is_a_table_of_when_how_it_ended_who_and_what()
    {
        AssertScreen(120, Changes, """
            When             Status    Customer                    Requested                Who
            ----             ------    --------                    ---------                ---
            2026-11-24 08:00 succeeded Contoso School 1            GovernmentCommunityCloud admin@partner.example
            2026-11-23 08:00 failed    c0000000-0000-4000-8000-000 {"type":"Museum"}        a0000000-0000-4000-8000-000000000001
                                       000000002
            """);
        AssertScreen(80, Changes, """
            When             Status    Customer                    Requested
            ----             ------    --------                    ---------
            2026-11-24 08:00 succeeded Contoso School 1            GovernmentCommunityCloud
            2026-11-23 08:00 failed    c0000000-0000-4000-8000-000 {"type":"Museum"}
                                       000000002
            """);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void An_error_is_what_happened_and_what_to_do_next(int width)
    {
        var screen = ScreenOf(width, "Get-CustomerQualification nonsense", engine => engine.ConnectSandbox());

        Assert.Equal(
            "Get-CustomerQualification: CustomerId 'nonsense' is not a customer id, and nothing was sent for it. Recommendation: Give the customer's tenant id, a GUID such as c0000000-0000-4000-8000-000000000001, or its domain name, such as contoso.onmicrosoft.com; Find-PartnerCustomer finds both by the company's name.",
            Blanks().Replace(string.Join(' ', screen), " "));
    }

    private static void AssertScreen(int width, string script, string expected) =>
        Assert.Equal(expected.ReplaceLineEndings("\n"), string.Join('\n', ScreenOf(width, script)));

    /// <summary>The lines of a screen, without the empty ones around what is shown.</summary>
    private static IReadOnlyList<string> ScreenOf(int width, string script, Action<ModuleEngine>? arrange = null)
    {
        using var engine = new ModuleEngine(new EngineOptions { Width = width });
        arrange?.Invoke(engine);
        return [.. engine.Show(script).Lines.Where(line => line.Length > 0)];
    }

    [GeneratedRegex(" +", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"(?<=ExpiresOn +: ).+(?=\n)", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Expiry();
}
