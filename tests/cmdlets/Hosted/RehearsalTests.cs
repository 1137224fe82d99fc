using PartnerQualification.HostedEngine;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>What -WhatIf says of each row: to the host, and as objects on the information stream. It sends nothing that changes anything.</summary>
public sealed class RehearsalTests(ModuleEngine engine, Emulator emulator) : IClassFixture<ModuleEngine>, IClassFixture<Emulator>
{
    private const string Request = "param($ids) $ids | Set-CustomerQualification -Qualification Education -EducationSegment K12";

    private static readonly string[] Five = [Customers.Id(1), Customers.Id(2), Customers.Id(3), Customers.Id(4), Customers.Id(4)];

    [Fact]
    public void With_SkipExisting_each_row_says_what_would_be_sent_or_why_nothing_would()
    {
        Prepare();

        var run = engine.Run(Request + " -SkipExisting -WhatIf", [Five]);

        var lines = WhatIfLines(run);
        Assert.Equal(5, lines.Length);
        Assert.StartsWith($"Request nothing for customer {Customers.Id(1)}", lines[0], StringComparison.Ordinal);
        Assert.Contains("has Education already (Approved)", lines[0], StringComparison.Ordinal);
        Assert.Contains("Education was denied before (Not an Academic Domain). -ResubmitDenied asks again.", lines[1], StringComparison.Ordinal);
        Assert.Contains("Education was requested before and is not decided yet (InReview)", lines[2], StringComparison.Ordinal);
        Assert.StartsWith($"Request Education for customer {Customers.Id(4)}", lines[3], StringComparison.Ordinal);
        Assert.Contains("an earlier row asks for Education already", lines[4], StringComparison.Ordinal);
        Assert.Empty(run.Output);
        Assert.Empty(run.Errors);
        Assert.Equal([1, 1, 1, 0], new[] { 1, 2, 3, 4 }.Select(Posts));
        Assert.Equal(4, (long)emulator.State()["requests"]! - requestsBefore);
    }

    [Fact]
    public void Verdicts_go_to_the_information_stream_and_can_be_worked_with()
    {
        Prepare();

        var run = engine.Run(
            "param($ids) $ids | Set-CustomerQualification -Qualification Education -EducationSegment K12 -SkipExisting -WhatIf -InformationVariable said; $said.MessageData | Where-Object { $_ -isnot [string] }",
            [Five]);

        Assert.Equal(["1", "2", "3", "4", "5"], run.Values("Row"));
        Assert.Equal(["AlreadyHeld", "DeniedBefore", "InReview", "Ready", "Duplicate"], run.Values("Verdict"));
        Assert.Equal(["K12", "K12", "K12", "K12", "K12"], run.Values("EducationSegment"));
        Assert.Equal(Five, run.Values("CustomerId"));
        Assert.Equal(["Education: Approved", "Education: Denied (Not an Academic Domain)", "Education: InReview", null, null], run.Values("HeldNow"));
    }

    [Fact]
    public void Company_segment_website_code_and_tenant_are_named_as_far_as_the_session_knows_them()
    {
        engine.ConnectSandbox();

        var run = engine.Run(
            """
            $null = Find-PartnerCustomer -First 2; $null = Get-PartnerValidationCode
            Set-CustomerQualification c0000000-0000-4000-8000-000000000001 Education -EducationSegment K-12 -Website x.edu -WhatIf
            Set-CustomerQualification c0000000-0000-4000-8000-000000000002 GCC -ValidationCode 12345 -WhatIf
            """);

        var lines = WhatIfLines(run);
        Assert.Contains("(Contoso School 1), with the segment K12 and the website x.edu, in tenant ", lines[0], StringComparison.Ordinal);
        Assert.Contains("(Fabrikam University 2), with the validation code 12345 (Contoso, Inc.), in tenant ", lines[1], StringComparison.Ordinal);
        Assert.All(lines, line => Assert.Contains("(Sandbox). It cannot be undone", line, StringComparison.Ordinal));
    }

    [Fact]
    public void A_customer_that_is_not_there_is_an_error_and_a_verdict()
    {
        engine.Connect(emulator);

        var run = engine.Run("Set-CustomerQualification f0000000-0000-4000-8000-000000000001 StateOwnedEntity -SkipExisting -WhatIf -InformationVariable said; $said.MessageData | Where-Object { $_ -isnot [string] }");

        Assert.Equal(["CustomerNotFound"], run.ErrorIds);
        Assert.Equal(["CustomerNotFound"], run.Values("Verdict"));
    }

    [Fact]
    public void A_row_that_would_be_refused_is_its_error_and_a_verdict_too()
    {
        engine.Connect(emulator);

        var run = engine.Run("Set-CustomerQualification nonsense StateOwnedEntity -WhatIf -InformationVariable said; $said.MessageData | Where-Object { $_ -isnot [string] }");

        Assert.Equal(["CustomerIdInvalid"], run.ErrorIds);
        Assert.Equal(["Invalid"], run.Values("Verdict"));
        Assert.Equal(["nonsense"], run.Values("CustomerId"));
    }

    [Fact]
    public void Without_SkipExisting_or_a_journal_nothing_is_read()
    {
        engine.Connect(emulator);

        var run = engine.Run(Request + " -WhatIf", [Five]);

        Assert.Equal(5, WhatIfLines(run).Length);
        Assert.Equal(0, (long)emulator.State()["requests"]!);
    }

    [Fact]
    public void Summary_says_that_nothing_was_sent()
    {
        Prepare();

        var run = engine.Run(Request + " -SkipExisting -WhatIf -Verbose", [Five]);

        Assert.Contains("1 would be requested, 4 would be skipped. Nothing was sent.", run.Verbose, StringComparer.Ordinal);
    }

    [Fact]
    public void Wait_follows_nothing()
    {
        engine.Connect(emulator);

        Assert.Empty(engine.Run(Request + " -Wait -WhatIf", [Five]).Output);
    }

    private long requestsBefore;

    /// <summary>Customer 1 holds Education, 2 was denied, 3 is in review.</summary>
    private void Prepare()
    {
        engine.Connect(emulator, """{ "vettingSeconds": 0 }""");
        engine.Run("param($id) Set-CustomerQualification $id Education -EducationSegment K12 -Website x.edu -Confirm:$false", Customers.Id(1));
        engine.Run("param($id) Set-CustomerQualification $id Education -EducationSegment K12 -Website x.com -Confirm:$false", Customers.Id(2));
        emulator.SetDials("""{ "vettingSeconds": 600 }""");
        engine.Run("param($id) Set-CustomerQualification $id Education -EducationSegment K12 -Website x.edu -Confirm:$false", Customers.Id(3));
        requestsBefore = (long)emulator.State()["requests"]!;
    }

    private int Posts(int customer) => (int?)emulator.Customer(Customers.Id(customer))?["postsArrived"] ?? 0;

    private static string[] WhatIfLines(ScriptRun run) => [.. string.Join(" ", run.Lines).Split("What if: ").Skip(1)];
}
