using System.Globalization;
using System.Management.Automation;
using PartnerQualification.HostedEngine;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>The output of our commands can be piped back in from files of every kind, whatever the user's culture.</summary>
public sealed class OwnOutputTests : IClassFixture<Emulator>
{
    private const string Request = "Set-CustomerQualification c0000000-0000-4000-8000-000000000001 Education -EducationSegment K12 -Website x.edu -Confirm:$false";

    private const string Copy = "[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($own))";

    private readonly Emulator emulator;

    public OwnOutputTests(Emulator emulator) => this.emulator = emulator;

    public static TheoryData<string> Cultures() => ["th-TH", "de-DE", "tr-TR", "ar-SA", "fa-IR", "en-GB", "ja-JP"];

    [Theory]
    [MemberData(nameof(Cultures))]
    public void A_CSV_file_keeps_date_and_truth_in_every_culture(string name)
    {
        var culture = CultureInfo.GetCultureInfo(name);
        using var engine = Open(culture);
        var own = engine.Run(Request).Output.Single();

        var followed = engine.Run("param($row) $row | Wait-CustomerQualification -Timeout 0", AsCsv(own, culture));

        Assert.Equal(["WaitTimedOut"], followed.ErrorIds);
        AssertSame(own, followed.Output.Single());
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void A_serialised_copy_keeps_date_and_truth_in_every_culture(string name)
    {
        using var engine = Open(CultureInfo.GetCultureInfo(name));
        var own = engine.Run(Request).Output.Single();

        var followed = engine.Run($"param($own) {Copy} | Wait-CustomerQualification -Timeout 0", own);

        Assert.Equal(["WaitTimedOut"], followed.ErrorIds);
        AssertSame(own, followed.Output.Single());
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void The_date_is_written_as_a_text_that_every_machine_reads_alike(string name)
    {
        using var engine = Open(CultureInfo.GetCultureInfo(name));

        var own = engine.Run(Request).Output.Single();

        var date = Assert.IsType<DateTimeOffset>(own.Properties["VettingCreatedDate"].Value);
        Assert.Equal(TimeSpan.Zero, date.Offset);
        Assert.Equal(date.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture), own.Properties["VettingCreatedDateText"].Value);
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Names_and_tables_are_the_same_in_every_culture(string name)
    {
        using var engine = Open(CultureInfo.GetCultureInfo(name));
        engine.Run(
            """
            $set = @{ CUSTOMERID = 'c0000000-0000-4000-8000-000000000001'; qualification = 'education'; EDUCATIONSEGMENT = 'highereducation'; website = 'x.edu' },
                [pscustomobject]@{ tenantid = 'C0000000-0000-4000-8000-000000000002'; QUALIFICATION = 'GOVERNMENTCOMMUNITYCLOUD'; validationcode = 12345 } |
                Set-CustomerQualification -Confirm:$false
            """);

        var read = engine.Run("Get-CustomerQualification c0000000-0000-4000-8000-000000000001 -Qualification EDUCATION -VettingStatus INREVIEW");
        var shown = engine.Show("Get-CustomerQualification c0000000-0000-4000-8000-000000000001, c0000000-0000-4000-8000-000000000002");

        Assert.Equal(["Education"], read.Values("Qualification"));
        Assert.Matches("(?m)^CustomerId +Qualification +Status +Customer +Reason$", string.Join('\n', shown.Lines));
        Assert.Matches(@"(?m)^c0000000-0000-4000-8000-000000000001 Education +InReview \d+ s\b", string.Join('\n', shown.Lines));
        Assert.Matches(@"(?m)^c0000000-0000-4000-8000-000000000002 GCC +Approved \d+ s\b", string.Join('\n', shown.Lines));
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void A_session_shows_its_end_in_the_users_time_and_everybodys_calendar(string name)
    {
        using var engine = Open(CultureInfo.GetCultureInfo(name));

        var expires = (DateTimeOffset)engine.Run("(Get-PartnerQualificationContext).ExpiresOn").Output.Single().BaseObject;
        var shown = engine.Show("Get-PartnerQualificationContext");

        var line = Assert.Single(shown.Lines, line => line.StartsWith("ExpiresOn", StringComparison.Ordinal));
        Assert.EndsWith(": " + expires.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture), line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_skipped_row_is_still_skipped_after_a_CSV_file()
    {
        using var engine = Open(CultureInfo.InvariantCulture);
        var own = engine.Run($"$null = {Request}; {Request} -SkipExisting").Output.Single();

        var followed = engine.Run("param($row) $row | Wait-CustomerQualification -Timeout 0", AsCsv(own, CultureInfo.InvariantCulture));

        Assert.Equal(true, followed.Output.Single().Properties["Skipped"].Value);
    }

    [Fact]
    public void A_date_in_some_users_format_is_no_date_rather_than_another_one()
    {
        using var engine = Open(CultureInfo.GetCultureInfo("en-GB"));
        var row = AsCsv(engine.Run(Request).Output.Single(), CultureInfo.GetCultureInfo("en-GB"));
        row.Properties.Remove("VettingCreatedDateText");
        row.Properties["VettingCreatedDate"].Value = "05/11/2026 13:45:00";

        var followed = engine.Run("param($row) $row | Wait-CustomerQualification -Timeout 0", row);

        Assert.Null(followed.Output.Single().Properties["VettingCreatedDate"].Value);
    }

    [Fact]
    public void A_date_that_could_not_be_read_keeps_its_text()
    {
        using var engine = Open(CultureInfo.InvariantCulture);
        var row = AsCsv(engine.Run(Request).Output.Single(), CultureInfo.InvariantCulture);
        row.Properties["VettingCreatedDate"].Value = string.Empty;
        row.Properties["VettingCreatedDateText"].Value = "the day before yesterday";

        var followed = engine.Run("param($row) $row | Wait-CustomerQualification -Timeout 0", row).Output.Single();

        Assert.Null(followed.Properties["VettingCreatedDate"].Value);
        Assert.Equal("the day before yesterday", followed.Properties["VettingCreatedDateText"].Value);
    }

    [Theory]
    [InlineData("live", "$own")]
    [InlineData("deserialised", Copy)]
    public void Set_takes_the_customer_of_our_own_output_and_never_its_qualification(string what, string piped)
    {
        using var engine = Open(CultureInfo.InvariantCulture);
        var own = engine.Run(Request).Output.Single();

        var alone = engine.Run($"param($own) {piped}, @({piped}) | Set-CustomerQualification -Confirm:$false", own);
        var named = engine.Run($"param($own) {piped} | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false", own);
        var computed = engine.Run($"param($own) {piped} | Set-CustomerQualification -Qualification {{ 'GovernmentCommunityCloud' }} -ValidationCode 12345 -Confirm:$false", own);

        Assert.Equal(["QualificationRequired", "QualificationRequired"], alone.ErrorIds);
        Assert.True(named.Values("CustomerId").SequenceEqual([Customers.Id(1)], StringComparer.Ordinal), what);
        Assert.Equal(["GovernmentCommunityCloud"], computed.Values("Qualification"));
    }

    [Fact]
    public void Set_never_takes_the_qualification_of_a_CSV_file_of_ours()
    {
        using var engine = Open(CultureInfo.InvariantCulture);
        var row = AsCsv(engine.Run(Request).Output.Single(), CultureInfo.InvariantCulture);

        var run = engine.Run("param($row) $row | Set-CustomerQualification -Confirm:$false", row);

        Assert.Equal(["QualificationRequired"], run.ErrorIds);
        Assert.Equal(Customers.Id(1), run.Errors[0].TargetObject);
    }

    private static void AssertSame(PSObject expected, PSObject actual)
    {
        foreach (var name in new[] { "CustomerId", "Qualification", "VettingStatus", "VettingCreatedDate", "VettingCreatedDateText", "RequestId", "CorrelationId", "Skipped", "IsDecided", "AdditionalData" })
        {
            Assert.Equal(expected.Properties[name].Value, actual.Properties[name].Value);
        }
    }

    /// <summary>A row as Export-Csv writes it in a culture, with the type of its object, and Import-Csv reads it back.</summary>
    private static PSObject AsCsv(PSObject own, CultureInfo culture)
    {
        var row = new PSObject();
        foreach (var property in own.Properties)
        {
            var text = property.Value is IFormattable value ? value.ToString(format: null, culture) : property.Value?.ToString();
            row.Properties.Add(new PSNoteProperty(property.Name, text ?? string.Empty));
        }

        row.TypeNames.Insert(0, "CSV:" + own.TypeNames[0]);
        return row;
    }

    private ModuleEngine Open(CultureInfo culture)
    {
        var engine = new ModuleEngine(new EngineOptions { Culture = culture });
        engine.Connect(emulator, """{ "vettingSeconds": 600 }""");
        return engine;
    }
}
