using PartnerQualification.HostedEngine;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>What cannot be undone is confirmed first.</summary>
public sealed class ConfirmationTests(ModuleEngine engine, Emulator emulator) : IClassFixture<ModuleEngine>, IClassFixture<Emulator>
{
    private const string Set = "param($ids) $ids | Set-CustomerQualification -Qualification StateOwnedEntity";

    [Fact]
    public void Every_customer_is_asked_for()
    {
        engine.Connect(emulator);
        engine.Answer("y", "y");

        var run = engine.Run(Set, [Customers.First(2)]);

        Assert.Equal(2, run.Questions.Count);
        Assert.Contains(Customers.Id(1), run.Questions[0].Message, StringComparison.Ordinal);
        Assert.Equal(Customers.First(2), run.Values("CustomerId"));
    }

    [Fact]
    public void Asking_again_after_a_denial_says_how_often_that_can_be_done()
    {
        engine.Connect(emulator);
        engine.Answer("n");

        var run = engine.Run(Set + " -SkipExisting -ResubmitDenied", [Customers.First(1)]);

        Assert.Contains("a customer can be verified three times at most", run.Questions.Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_sends_nothing_for_that_customer()
    {
        engine.Connect(emulator);
        engine.Answer("n", "y");

        var run = engine.Run(Set, [Customers.First(2)]);

        Assert.Equal([Customers.Id(2)], run.Values("CustomerId"));
        Assert.Null(emulator.Customer(Customers.Id(1)));
    }

    [Fact]
    public void Yes_to_all_asks_once()
    {
        engine.Connect(emulator);
        engine.Answer("a");

        var run = engine.Run(Set, [Customers.First(3)]);

        Assert.Single(run.Questions);
        Assert.Equal(3, run.Output.Count);
    }

    [Fact]
    public void No_to_all_sends_nothing()
    {
        engine.Connect(emulator);
        engine.Answer("l");

        var run = engine.Run(Set, [Customers.First(3)]);

        Assert.Single(run.Questions);
        AssertNothingSent();
    }

    [Fact]
    public void A_host_that_cannot_ask_ends_the_command_before_anything_is_sent()
    {
        using var unattended = new ModuleEngine(new EngineOptions { CanAsk = false });
        unattended.Connect(emulator);

        var run = unattended.Run(Set, [Customers.First(3)]);

        Assert.Equal(["ConfirmationRequired"], run.ErrorIds);
        AssertNothingSent();
    }

    [Fact]
    public void WhatIf_says_what_would_be_sent_and_sends_nothing()
    {
        engine.Connect(emulator);

        var run = engine.Run(Set + " -WhatIf", [Customers.First(2)]);

        Assert.Equal(2, run.Lines.Count(line => line.StartsWith("What if: ", StringComparison.Ordinal)));
        Assert.Equal(0, (long)emulator.State()["requests"]!);
    }

    [Fact]
    public void Question_says_what_is_sent_from_where_and_what_follows_in_lines_of_80_columns()
    {
        engine.ConnectSandbox("-VettingSeconds 0");
        engine.Answer("n", "n", "n");

        var run = engine.Run(
            """
            param($ids)
            $null = Get-CustomerQualification -All; $null = Get-PartnerValidationCode
            $null = Get-CustomerQualification -All -IncludeUnqualified
            @{ CustomerId = $ids[0]; Qualification = 'Education'; EducationSegment = 'K-12'; Website = 'school.contoso.edu' },
                @{ CustomerId = $ids[1]; Qualification = 'GCC'; ValidationCode = 12345 },
                @{ CustomerId = $ids[2]; Qualification = 'State-owned entity' } | Set-CustomerQualification
            """,
            [Customers.First(3)]);
        var companies = engine.Run("Get-CustomerQualification -All -IncludeUnqualified").Values("CompanyName");
        var tenant = engine.Run("(Get-PartnerQualificationContext).TenantId").Output.Single();
        var organization = engine.Run("(Get-PartnerValidationCode | Where-Object ValidationId -EQ 12345).OrganizationName").Output.Single();

        Assert.Equal(
            [
                Text(
                    $"Request Education for {companies[0]}?",
                    $"Customer: {Customers.Id(1)}",
                    "Segment: K12",
                    "Website: school.contoso.edu",
                    $"Partner: tenant {tenant} (Sandbox)",
                    "It cannot be undone, and uses one of the customer's three verifications."),
                Text(
                    $"Request GovernmentCommunityCloud for {companies[1]}?",
                    $"Customer: {Customers.Id(2)}",
                    $"Validation code: 12345 ({organization})",
                    $"Partner: tenant {tenant} (Sandbox)",
                    "It cannot be undone, and ends commercial sales to this customer:",
                    "only GCC offers can be sold to it from then on."),
                Text(
                    $"Request StateOwnedEntity for {companies[2]}?",
                    $"Customer: {Customers.Id(3)}",
                    $"Partner: tenant {tenant} (Sandbox)",
                    "It cannot be undone."),
            ],
            run.Questions.Select(question => question.Message),
            StringComparer.Ordinal);
        Assert.All(run.Questions.SelectMany(question => question.Message.Split(Environment.NewLine)), line => Assert.InRange(line.Length, 1, 80));
    }

    [Fact]
    public void Question_of_a_pair_that_is_not_listed_says_so_where_the_session_has_seen_the_other()
    {
        engine.ConnectSandbox("-VettingSeconds 0");
        engine.Answer("n", "n");

        var run = engine.Run(
            """
            param($ids)
            $null = Set-CustomerQualification $ids[0] Education -EducationSegment K12 -Website contoso.edu -Confirm:$false
            Set-CustomerQualification $ids[0] GovernmentCommunityCloud -ValidationCode 12345
            Set-CustomerQualification $ids[0] StateOwnedEntity
            """,
            [Customers.First(1)]);

        Assert.Contains(
            Text("The customer has Education. Microsoft's purchase rules know no customer", "with both, and Partner Center may refuse it."),
            run.Questions[0].Message,
            StringComparison.Ordinal);
        Assert.EndsWith("It cannot be undone.", run.Questions[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Question_shows_what_was_not_given()
    {
        engine.ConnectSandbox();
        engine.Answer("n");

        var run = engine.Run("param($id) Set-CustomerQualification $id Education -WarningAction SilentlyContinue", Customers.Id(1));

        Assert.Contains(Text("Segment: none given", "Website: none given", string.Empty), run.Questions.Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Enter_means_yes()
    {
        engine.ConnectSandbox();
        engine.Answer(string.Empty);

        var run = engine.Run(Set, [Customers.First(1)]);

        Assert.Equal("Yes", run.Questions.Single().Default);
        Assert.Equal(Customers.First(1), run.Values("CustomerId"));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData(" -SkipExisting -ResubmitDenied", 1)]
    [InlineData(" -Confirm:$false", 0)]
    [InlineData(" -WhatIf", 0)]
    public void Company_that_is_not_known_is_looked_up_once_and_only_for_a_question(string parameters, int lookedUp)
    {
        var reads = new List<string>();
        using var server = Service(target =>
        {
            reads.Add(target);
            return new ScriptedAnswer(200, "OK", """{ "id": "c0000000-0000-4000-8000-000000000001", "companyProfile": { "companyName": "Contoso \u001b[31mSchool" } }""");
        });
        if (lookedUp > 0) engine.Answer("n", "n");

        var run = Ask(server, parameters);

        Assert.Empty(run.Errors);
        Assert.Equal(lookedUp, reads.Count);
        if (lookedUp > 0)
        {
            Assert.Equal($"GET /v1/customers/{Customers.Id(1)}", reads.Single());
            Assert.StartsWith("Request StateOwnedEntity for Contoso [31mSchool?" + Environment.NewLine, run.Questions[0].Message, StringComparison.Ordinal);
            Assert.StartsWith("Request StateOwnedEntity for this customer?" + Environment.NewLine, run.Questions[1].Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(404, "{}")]
    [InlineData(401, "{}")]
    [InlineData(200, "<html>")]
    public void Name_that_cannot_be_read_is_left_out_of_the_question_without_a_word(int status, string body)
    {
        using var server = Service(_ => new ScriptedAnswer(status, "Whatever", body));
        engine.Answer("n", "n");

        var run = Ask(server, string.Empty);

        Assert.Empty(run.Errors);
        Assert.Empty(run.Warnings);
        Assert.All(run.Questions, question => Assert.StartsWith("Request StateOwnedEntity for this customer?", question.Message, StringComparison.Ordinal));
    }

    private static string Text(params string[] lines) => string.Join(Environment.NewLine, lines);

    private static ScriptedServer Service(Func<string, ScriptedAnswer> customer) => ScriptedServer.Start(target =>
        target.StartsWith("GET /v1/customers/", StringComparison.Ordinal) && !target.Contains("/qualifications", StringComparison.Ordinal) ? customer(target)
        : target.StartsWith("POST", StringComparison.Ordinal) ? new ScriptedAnswer(201, "Created", """{"qualification":"StateOwnedEntity"}""")
        : new ScriptedAnswer(200, "OK", "[]"));

    private ScriptRun Ask(ScriptedServer server, string parameters) => engine.Run(
        $"param($token, $endpoint, $ids) $null = Connect-PartnerQualification -AccessToken $token -Endpoint $endpoint; $ids | Set-CustomerQualification -Qualification StateOwnedEntity -ThrottleLimit 1{parameters}",
        Secret.Of(emulator.Token()),
        server.Address,
        Customers.First(2));

    /// <summary>A name may have been read for the question.</summary>
    private void AssertNothingSent() => Assert.DoesNotContain(emulator.State()["lastRequests"]!.AsArray(), request => (string)request!["method"]! == "POST");
}
