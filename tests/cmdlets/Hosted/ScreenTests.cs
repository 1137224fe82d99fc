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
            VettingStatus = 'Denied'; VettingReason = 'Not an Education Customer - After Review'; VettingCreatedDate = [DateTime]::UtcNow.AddDays(-3)
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

    private const string Verdicts = """
        [PartnerQualification.QualificationVerdict]@{
            Row = 1; Verdict = 'Ready'; CustomerId = 'c0000000-0000-4000-8000-000000000017'; CompanyName = 'Tailwind University 17'
            Qualification = 'Education'; Hints = 'The row names no Website.'
        }
        [PartnerQualification.QualificationVerdict]@{
            Row = 2; Verdict = 'DeniedBefore'; CustomerId = 'c0000000-0000-4000-8000-000000000004'; CompanyName = 'Woodgrove College 4'
            Qualification = 'Education'; Reason = 'Partner Center denied it before: Not an Academic Domain.'
        }
        [PartnerQualification.QualificationVerdict]@{ Row = 3; Verdict = 'AccountUnderReview'; CustomerId = 'nonsense'; Qualification = 'StateOwnedEntity' }
        """;

    private const string Interrupted = """
        [PartnerQualification.PowerShell.InterruptedRequest]::new('c0000000-0000-4000-8000-000000000001', 'GovernmentCommunityCloud', [guid]::Empty, [DateTimeOffset]::UtcNow.AddHours(-7), $false)
        """;

    private const string Changes = """
        [PartnerQualification.QualificationChange]@{
            Date = [DateTimeOffset]::UtcNow.AddHours(-7); Status = 'succeeded'; CompanyName = 'Contoso School 1'; CustomerId = 'c0000000-0000-4000-8000-000000000001'
            RequestedQualification = 'GovernmentCommunityCloud'; NewValue = '{"Qualification":"GovernmentCommunityCloud"}'; User = 'admin@partner.example'
        }
        [PartnerQualification.QualificationChange]@{
            Date = [DateTimeOffset]::UtcNow.AddDays(-3); Status = 'failed'; CustomerId = 'c0000000-0000-4000-8000-000000000002'
            NewValue = '{"type":"Museum"}'; ApplicationId = 'a0000000-0000-4000-8000-000000000001'
        }
        """;

    [Fact]
    public void Qualifications_are_a_table_of_which_customer_what_state_and_why()
    {
        AssertScreen(120, Qualifications, """
            CustomerId                           Qualification Status          Customer                 Reason
            ----------                           ------------- ------          --------                 ------
            c0000000-0000-4000-8000-000000000001 Education     Denied 3 days   Contoso School 1         Not an Education Customer -
                                                                                                        After Review
            c0000000-0000-4000-8000-000000000002 GCC           Approved 30 h   Fabrikam University 2
            c0000000-0000-4000-8000-000000000003 State-owned
            c0000000-0000-4000-8000-000000000004 Education     InReview 20 min Woodgrove College 4      skipped
            """);
        AssertScreen(80, Qualifications, """
            CustomerId                           Qualification Status          Customer
            ----------                           ------------- ------          --------
            c0000000-0000-4000-8000-000000000001 Education     Denied 3 days   Contoso Sch…
                                                               Not an
                                                               Education
                                                               Customer -
                                                               After Review
            c0000000-0000-4000-8000-000000000002 GCC           Approved 30 h   Fabrikam Un…
            c0000000-0000-4000-8000-000000000003 State-owned
            c0000000-0000-4000-8000-000000000004 Education     InReview 20 min Woodgrove C…
                                                               skipped
            """);
    }

    [Fact]
    public void Verdicts_are_a_table_of_which_row_what_verdict_and_why()
    {
        AssertScreen(120, Verdicts, """
             Row CustomerId                           Verdict            Customer                 Reason
             --- ----------                           -------            --------                 ------
               1 c0000000-0000-4000-8000-000000000017 Ready Education    Tailwind University 17   with hints
               2 c0000000-0000-4000-8000-000000000004 DeniedBefore       Woodgrove College 4      Partner Center denied it before:
                                                      Education                                   Not an Academic Domain.
               3 nonsense                             AccountUnderReview
                                                      State-owned
            """);
        AssertScreen(80, Verdicts, """
             Row CustomerId                           Verdict            Customer
             --- ----------                           -------            --------
               1 c0000000-0000-4000-8000-000000000017 Ready Education    Tailwind Universi…
                                                      with hints
               2 c0000000-0000-4000-8000-000000000004 DeniedBefore       Woodgrove College…
                                                      Education
                                                      Partner Center
                                                      denied it before:
                                                      Not an Academic
                                                      Domain.
               3 nonsense                             AccountUnderReview
                                                      State-owned
            """);
    }

    /// <summary>Words stay whole and nothing is lost at every width, however the columns share it; only names and addresses may be shortened.</summary>
    [Theory]
    [InlineData(80)]
    [InlineData(96)]
    [InlineData(108)]
    [InlineData(109)]
    [InlineData(160)]
    [InlineData(240)]
    public void Nothing_is_broken_inside_a_word(int width)
    {
        var screen = ScreenOf(width, Qualifications);
        var words = string.Join(' ', screen).Split(' ', StringSplitOptions.RemoveEmptyEntries);

        Assert.All(screen, line => Assert.InRange(line.Length, 1, width));
        Assert.All(Customers.First(4), id => Assert.Contains(id, words, StringComparer.Ordinal));
        Assert.All("Not an Education Customer - After Review Denied Approved InReview skipped GCC State-owned".Split(' '), word => Assert.Contains(word, words, StringComparer.Ordinal));
    }

    [Fact]
    public void A_word_that_has_no_room_is_shortened_and_wide_characters_count_as_two()
    {
        AssertScreen(80, """
            [PartnerQualification.CustomerQualification]@{
                CustomerId = 'c0000000-0000-4000-8000-000000000001'; CompanyName = '株式会社日本語学校'; Qualification = 'SomethingThatIsNew'
                VettingStatus = 'WaitingForSomebody'
            }
            """, """
            CustomerId                           Qualification Status          Customer
            ----------                           ------------- ------          --------
            c0000000-0000-4000-8000-000000000001 SomethingTha… WaitingForSome… 株式会社日…
            """);
    }

    /// <summary>PowerShell would wait for a second row where a column had no width, and take the widths from what has come by then.</summary>
    [Fact]
    public void The_first_row_is_shown_before_the_second_comes()
    {
        using var engine = new ModuleEngine(new EngineOptions { Width = 120 });

        var run = engine.Show($"& {{ {Qualifications} }} | ForEach-Object {{ $Host.UI.WriteLine('next'); $_ }}");

        Assert.Equal(
            ["next", "CustomerId", "----------", "c0000000-0000-4000-8000-000000000001", "next", "c0000000-0000-4000-8000-000000000002"],
            run.Lines.Where(line => line.Length > 0 && line[0] != ' ').Select(line => line.Split(' ')[0]).Take(6).ToArray());
    }

    [Theory]
    [InlineData("Denied", "31")]
    [InlineData("Approved", "32")]
    [InlineData("InReview", "33")]
    public void A_status_is_coloured_in_a_window_that_can(string status, string colour)
    {
        var script = $"[PartnerQualification.CustomerQualification]@{{ CustomerId = 'x'; Qualification = 'Education'; VettingStatus = '{status}'; VettingReason = 'Because' }}";
        using var coloured = new ModuleEngine(new EngineOptions { Width = 80, Screen = new ColourScreen() });

        Assert.Contains($"\u001b[{colour}m{status}\u001b[0m", coloured.Show(script).Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", string.Concat(ScreenOf(80, script)), StringComparison.Ordinal);
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
                "ValidationId     Remaining    Of Organization",
                "------------     ---------    -- ------------",
                "12345                    4     5 Contoso, Inc.",
                "987654                   5     5 Contoso, Inc. Finance Department",
            ],
            screen);
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

    /// <summary>What the README shows was taken from a window of 120 columns.</summary>
    [Fact]
    public void The_readme_shows_what_a_test_of_its_file_shows()
    {
        var rows = Table.Read(File.ReadAllText(Path.Combine(TestRun.RepositoryRoot, "samples", "customers.csv")).ReplaceLineEndings("\n").TrimEnd());
        using var engine = new ModuleEngine(new EngineOptions { Width = 120 });
        engine.ConnectSandbox(string.Empty);

        var screen = engine.Show("param($rows) $rows | Test-CustomerQualification", [rows]).Lines.Where(line => line.Length > 0);

        var readme = Pages.PowerShellBlocks().Single(block => block.Page == "README.md" && block.Code.Contains("$tested = Import-Csv", StringComparison.Ordinal)).Shown.Split('\n').TakeWhile(line => line.Length > 0);
        Assert.Equal(readme, screen, StringComparer.Ordinal);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Interrupted_requests_are_a_table_of_what_is_open(int width)
    {
        AssertScreen(width, Interrupted, """
            CustomerId                           Qualification            Answered      Age
            ----------                           -------------            --------      ---
            c0000000-0000-4000-8000-000000000001 GovernmentCommunityCloud False         7 h
            """);
    }

    [Fact]
    public void A_history_is_a_table_of_when_what_how_it_ended_and_who()
    {
        AssertScreen(140, Changes, """
                 Age CustomerId                           Request            Customer                 Who
                 --- ----------                           -------            --------                 ---
                 7 h c0000000-0000-4000-8000-000000000001 succeeded GCC      Contoso School 1         admin@partner.example
              3 days c0000000-0000-4000-8000-000000000002 failed                                      a0000000-0000-4000-8000-000000000001
                                                          {"type":"Museum"}
            """);
        AssertScreen(80, Changes, """
                 Age CustomerId                           Request            Customer
                 --- ----------                           -------            --------
                 7 h c0000000-0000-4000-8000-000000000001 succeeded GCC      Contoso Schoo…
                                                          admin@partner.exa…
              3 days c0000000-0000-4000-8000-000000000002 failed
                                                          {"type":"Museum"}
                                                          a0000000-0000-400…
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

    private sealed class ColourScreen : IScreen
    {
        public bool HasColours => true;

        public void Write(string text)
        {
            // What is shown is kept by the engine.
        }

        public void Show(System.Management.Automation.ProgressRecord progress)
        {
            // As above.
        }
    }

    [GeneratedRegex(@"(?<=ExpiresOn +: ).+(?=\n)", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Expiry();
}
