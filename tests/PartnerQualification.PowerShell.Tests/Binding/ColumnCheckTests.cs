using System.Collections;
using System.Management.Automation;

namespace PartnerQualification.PowerShell.Tests.Binding;

/// <summary>Which columns look like ours and are not read, and which are left in peace.</summary>
public sealed class ColumnCheckTests
{
    private const string Id = "c0000000-0000-4000-8000-000000000001";

    private static readonly string[] All = ["CustomerId", "Qualification", "EducationSegment", "Website", "ValidationCode"];

    [Theory]
    [InlineData("Customer Id", "CustomerId")]
    [InlineData("customer_tenant_id", "CustomerId")]
    [InlineData("Tenant-ID", "CustomerId")]
    [InlineData("Microsoft ID", "CustomerId")]
    [InlineData("QualificationType", "Qualification")]
    [InlineData("Education Segment", "EducationSegment")]
    [InlineData("EDUCATION-SEGMENT", "EducationSegment")]
    [InlineData(" EducationSegment", "EducationSegment")]
    [InlineData("\uFEFFEducationSegment", "EducationSegment")]
    [InlineData("Edu segment", "EducationSegment")]
    [InlineData("Web site", "Website")]
    [InlineData("Website URL", "Website")]
    [InlineData("Validation Code", "ValidationCode")]
    [InlineData("ValidationId", "ValidationCode")]
    [InlineData("GCC code", "ValidationCode")]
    public void Name_that_looks_like_ours_is_found_in_objects_and_dictionaries(string column, string parameter)
    {
        var check = new ColumnCheck(All, []);

        Assert.All(Both(column, "x"), piped => Assert.Equal([new UnreadColumn(column, parameter)], check.Find(piped)?.Columns));
    }

    [Theory]
    [InlineData("EducationSegment")]
    [InlineData("EDUCATIONSEGMENT")]
    [InlineData("Id")]
    [InlineData("tenantid")]
    [InlineData("CompanyName")]
    [InlineData("Url")]
    [InlineData("Code")]
    [InlineData("Type")]
    [InlineData("Educations")]
    [InlineData("Skip Existing")]
    [InlineData("- -")]
    public void Name_that_is_read_or_means_something_else_is_no_matter(string column)
    {
        var check = new ColumnCheck(All, []);

        Assert.All(Both(column, "x"), piped => Assert.Null(check.Find(piped)));
    }

    [Theory]
    [InlineData("K-12", true)]
    [InlineData("Higher Education", true)]
    [InlineData("Enterprise", false)]
    public void Segment_alone_is_one_of_ours_only_where_an_education_segment_stands_in_it(string value, bool isFound)
    {
        var check = new ColumnCheck(All, []);

        Assert.All(Both("Segment", value), piped => Assert.Equal(isFound, check.Find(piped) is not null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(null)]
    public void Blank_cell_is_no_matter_until_one_is_filled(string? value)
    {
        var check = new ColumnCheck(All, []);

        Assert.All(Both("Web site", value), piped => Assert.Null(check.Find(piped)));
        Assert.NotNull(check.Find(Object(("CustomerId", Id), ("Web site", "x.edu"))));
    }

    [Fact]
    public void Column_beside_the_real_one_is_no_matter()
    {
        var check = new ColumnCheck(All, []);

        Assert.Null(check.Find(Object(("CustomerId", Id), ("Website", string.Empty), ("Web site", "x.edu"))));
        Assert.Null(check.Find(Object(("TenantId", Id), ("Customer Id", "7"))));
    }

    [Fact]
    public void Parameter_that_was_given_is_not_missed()
    {
        var check = new ColumnCheck(["CustomerId", "Website"], []);

        Assert.Null(check.Find(Object(("CustomerId", Id), ("Education Segment", "K12"))));
        Assert.Equal(["Web site"], check.Find(Object(("CustomerId", Id), ("Education Segment", "K12"), ("Web site", "x.edu")))?.Columns.Select(column => column.Column), StringComparer.Ordinal);
    }

    [Fact]
    public void Column_that_is_to_be_ignored_is_let_through_in_any_letter_case()
    {
        var check = new ColumnCheck(All, ["web SITE"]);

        Assert.Null(check.Find(Object(("CustomerId", Id), ("Web site", "x.edu"))));
    }

    [Fact]
    public void All_that_are_found_are_named_in_their_order()
    {
        var problem = new ColumnCheck(All, []).Find(Object(("Customer Id", Id), ("Name", "x"), ("Web site", "x.edu"), ("Education Segment", "K12")));

        Assert.Equal(["Customer Id", "Web site", "Education Segment"], problem?.Columns.Select(column => column.Column), StringComparer.Ordinal);
    }

    public static TheoryData<string> TypesThatAreLeftInPeace => ["Selected.System.Management.Automation.PSCustomObject", "Deserialized.System.Management.Automation.PSCustomObject", "My.Row", "CSV:Selected.System.String"];

    [Theory]
    [MemberData(nameof(TypesThatAreLeftInPeace))]
    public void Object_of_a_type_is_left_in_peace(string type)
    {
        var piped = Object(("CustomerId", Id), ("Web site", "x.edu"));
        piped.TypeNames.Insert(0, type);

        Assert.Null(new ColumnCheck(All, []).Find(piped));
    }

    [Fact]
    public void Object_that_a_file_gave_its_plain_type_is_looked_at()
    {
        var piped = Object(("CustomerId", Id), ("Web site", "x.edu"));
        piped.TypeNames.Insert(0, "CSV:System.Management.Automation.PSCustomObject");

        Assert.NotNull(new ColumnCheck(All, []).Find(piped));
    }

    [Fact]
    public void Other_values_and_computed_properties_are_left_in_peace()
    {
        var check = new ColumnCheck(All, []);
        var deserialised = PSObject.AsPSObject(new Hashtable { ["Web site"] = "x.edu" });
        deserialised.TypeNames.Insert(0, "Deserialized.System.Collections.Hashtable");
        var computed = Object(("CustomerId", Id));
        computed.Properties.Add(new PSAliasProperty("Web site", "CustomerId"));

        object?[] others = [null, Id, Guid.Parse(Id), new ValidationCode { ValidationId = "1" }, new CustomerQualification { CustomerId = Id, Qualification = "Education" }, deserialised, computed];

        Assert.All(others, piped => Assert.Null(check.Find(piped)));
    }

    [Fact]
    public void Rows_of_other_columns_are_looked_at_anew()
    {
        var check = new ColumnCheck(All, []);

        Assert.Null(check.Find(Object(("CustomerId", Id), ("Website", "x.edu"))));
        Assert.NotNull(check.Find(Object(("CustomerId", Id), ("Web site", "x.edu"))));
        Assert.NotNull(check.Find(Object(("CustomerId", Id), ("Web site", "x.edu"))));
        Assert.Null(check.Find(Object(("CustomerId", Id), ("Website", "x.edu"))));
    }

    [Theory]
    [InlineData("CustomerId;Qualification;Website", ';')]
    [InlineData("CustomerId,Qualification", ',')]
    [InlineData("Company\tCustomer Id\tWeb site", '\t')]
    [InlineData("\"CustomerId\"|\"Qualification\"", '|')]
    [InlineData("\uFEFFCustomerId;Name", ';')]
    public void File_read_with_the_wrong_delimiter_is_found(string column, char delimiter)
    {
        var problem = new ColumnCheck(All, []).Find(Object((column, "x")));

        Assert.Equal(delimiter, problem?.Delimiter);
    }

    [Theory]
    [InlineData("Name;Town")]
    [InlineData("CustomerId")]
    [InlineData("CustomerId Qualification")]
    public void One_column_of_another_name_is_no_wrong_delimiter(string column)
    {
        Assert.Null(new ColumnCheck(All, []).Find(Object((column, "x"))));
    }

    [Fact]
    public void Names_beside_another_column_are_no_wrong_delimiter()
    {
        Assert.Null(new ColumnCheck(All, []).Find(Object(("CustomerId", Id), ("Qualification;Website", "x"))));
    }

    private static object[] Both(string column, string? value) =>
    [
        Object((column, value)),
        new Hashtable { [column] = value },
        PSObject.AsPSObject(new Dictionary<string, object?>(StringComparer.Ordinal) { [column] = value }),
    ];

    private static PSObject Object(params (string Name, object? Value)[] columns)
    {
        var piped = new PSObject();
        foreach (var (name, value) in columns) piped.Properties.Add(new PSNoteProperty(name, value));
        return piped;
    }
}
