using static PartnerQualification.Cmdlets.Tests.Hosted.ReportFolder;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>The action plan and the summary, and that no text of the service's means anything in any of the files.</summary>
public sealed class ReportTextTests(ModuleEngine engine) : IClassFixture<ModuleEngine>, IDisposable
{
    private const string AllFiles = "-ActionPlanPath \"$folder/plan.csv\" -SummaryPath \"$folder/summary.md\"";

    private readonly ReportFolder folder = new();

    public static TheoryData<string> Hostile =>
    [
        "<script>alert(1)</script>", "</script><img src=x onerror=alert(1)>", "<!-- <script>", "Contoso \u202Egnp.exe", "a\u2028b\u2029c\u0085d\u0000e", "]]>", "&lt;script&gt;", "'\"`${x}", "Schule Köln 学校 🏫", "half \uD83C",
    ];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Name_is_data_in_the_page_and_comes_back_as_it_was(string name)
    {
        engine.ConnectSandbox();

        folder.Export(engine, AllFiles, Held(1, status: "Denied", reason: name, name: name));

        var json = folder.Text("report.json");
        Assert.DoesNotContain(json, character => character is '<' or '>' or '&' or > '~' || (character < ' ' && character != '\n'));
        Assert.Contains(json, folder.Text("report.html"), StringComparison.Ordinal);
        // No JSON can hold half a character.
        var whole = name.Replace("half \uD83C", "half \uFFFD", StringComparison.Ordinal);
        Assert.Equal((whole, whole), ((string)folder.CustomersOf()[0]["name"]!, (string)folder.First()["reason"]!));
    }

    [Theory]
    [InlineData("=cmd|' /C calc'!A0", "\"'=cmd|' /C calc'!A0\"")]
    [InlineData("+1", "\"'+1\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("\t=1", "\"'=1\"")]
    [InlineData("\u202E\u200B=1", "\"'=1\"")]
    [InlineData("a\r\n=1, \"b\"", "\"a =1, \"\"b\"\"\"")]
    public void Text_of_the_service_is_no_formula_in_the_action_plan(string name, string cell)
    {
        engine.ConnectSandbox();

        folder.Export(engine, AllFiles, Held(1, status: "Denied", name: name));

        var line = folder.Text("plan.csv").Split("\r\n")[1];
        Assert.StartsWith($"{Customers.Id(1)},{cell},Education,,,,,\"", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Action_plan_has_a_byte_order_mark_and_the_denied_and_the_unqualified_that_were_piped_in()
    {
        engine.ConnectSandbox();

        folder.Export(engine, AllFiles, Held(1, status: "Approved"), Held(2, "None", name: "Fabrikam"), Held(3, status: "Denied", reason: "Not an Academic Domain"), Held(4, "Nonprofit", status: "Denied"), Held(5, "GovernmentCommunityCloud", "Denied"));

        Assert.Equal([0xEF, 0xBB, 0xBF], File.ReadAllBytes(folder["plan.csv"]).Take(3));
        var lines = folder.Text("plan.csv").Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("CustomerId,CompanyName,Qualification,EducationSegment,Website,ValidationCode,Reason,WhatToCorrect,Requests", lines[0]);
        Assert.Equal($"{Customers.Id(2)},\"Fabrikam\",,,,,,,", lines[1]);
        Assert.StartsWith($"{Customers.Id(3)},,Education,,,,\"Not an Academic Domain\",\"The domain or website ", lines[2], StringComparison.Ordinal);
        Assert.StartsWith($"{Customers.Id(5)},,GovernmentCommunityCloud,,,,,\"", lines[3], StringComparison.Ordinal);
        Assert.Equal(4, lines.Length);
    }

    [Fact]
    public void Action_plan_of_all_customers_leaves_the_unqualified_out()
    {
        engine.ConnectSandbox("-CustomerCount 3");

        folder.Run(engine, "Export-CustomerQualificationReport \"$folder/report.html\" -ActionPlanPath \"$folder/plan.csv\" -All");

        Assert.Single(folder.Text("plan.csv").Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Action_plan_that_is_filled_in_is_tested_and_set_without_a_word_about_its_columns()
    {
        engine.ConnectSandbox("-VettingSeconds 0 -CustomerCount 6");
        engine.Run("param($id) Set-CustomerQualification $id Education -EducationSegment K12 -Website contoso.com -Confirm:$false", Customers.Id(3));
        folder.Run(engine, "Export-CustomerQualificationReport \"$folder/report.html\" -ActionPlanPath \"$folder/plan.csv\" -All");
        var lines = folder.Text("plan.csv").Split("\r\n");
        var row = Table.Read($"{lines[0]}\n{lines[1][..lines[1].IndexOf(",\"The domain", StringComparison.Ordinal)].Replace("Education,,,", "Education,K12,school.contoso.edu,", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal)},correct,1");

        var tested = engine.Run("param($row) $row | Test-CustomerQualification", row);
        var refused = engine.Run("param($row) $row | Test-CustomerQualification | Set-CustomerQualification -Confirm:$false", row);
        var sent = engine.Run("param($row) $row | Test-CustomerQualification | Set-CustomerQualification -ResubmitDenied -Confirm:$false", row);

        Assert.Equal(["DeniedBefore"], tested.Values("Verdict"));
        Assert.Equal(["correct"], tested.Values("WhatToCorrect"));
        Assert.Empty(tested.Warnings);
        Assert.Empty(sent.Warnings);
        Assert.Equal(["NotReady"], refused.ErrorIds);
        Assert.Empty(sent.Errors);
        Assert.Equal(["Approved"], sent.Values("VettingStatus"));
    }

    [Fact]
    public void Summary_has_the_sentence_the_counts_and_the_reasons()
    {
        engine.ConnectSandbox();

        folder.Export(engine, AllFiles, Held(1, status: "Denied", reason: "Not an Academic Domain"), Held(2, status: "Denied", reason: "Not an Academic Domain"), Held(3, status: "Denied"), Held(4, "None"));

        Assert.Equal(
            """
            3 denied, nothing waiting for more than three business days.

            |  | Count |
            | --- | ---: |
            | Customers | 4 |
            | Without a qualification | 1 |
            | Denied | 3 |
            | In review | 0 |
            | In review for more than three business days | 0 |
            | Could not be read | 0 |

            | Denied | Count |
            | --- | ---: |
            | Not an Academic Domain | 2 |
            | No reason given | 1 |

            """.ReplaceLineEndings("\n"),
            folder.Text("summary.md"));
    }

    [Theory]
    [InlineData("a | b", "a &#124; b")]
    [InlineData("`code` *strong* _em_ [link](https://x.example)", "&#96;code&#96; &#42;strong&#42; &#95;em&#95; &#91;link&#93;&#40;https&#58;&#47;&#47;x&#46;example&#41;")]
    [InlineData("<img src=x>", "&#60;img src&#61;x&#62;")]
    [InlineData("two\nlines \u202E", "two lines")]
    [InlineData("www.x.example @team #1 \\", "www&#46;x&#46;example &#64;team &#35;1 &#92;")]
    public void Reason_is_plain_text_in_the_summary(string reason, string written)
    {
        engine.ConnectSandbox();

        folder.Export(engine, AllFiles, Held(1, status: "Denied", reason: reason));

        Assert.Contains($"\n| {written} | 1 |\n", folder.Text("summary.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Company_or_qualification_never_stands_in_the_command_that_requests_again()
    {
        engine.ConnectSandbox();

        folder.Export(engine, AllFiles, Held(1, "Education; Remove-Item x", status: "Denied", name: "$(Remove-Item x)"), Held(2, "GCC", status: "Denied", name: "; Remove-Item x"), Held(3, "education", status: "Denied", name: "'"));

        Assert.Equal(
            ["", $"Set-CustomerQualification {Customers.Id(2)} GovernmentCommunityCloud -ValidationCode <validation code> -SkipExisting -ResubmitDenied", $"Set-CustomerQualification {Customers.Id(3)} Education -EducationSegment <K12 or HigherEducation> -Website <official website> -SkipExisting -ResubmitDenied"],
            folder.CustomersOf().Select(customer => (string?)customer["qualifications"]![0]!["again"] ?? "").ToArray());
    }
}
