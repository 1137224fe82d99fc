using System.Globalization;
using System.Management.Automation;
using PartnerQualification.Tests.Support;

namespace PartnerQualification.PowerShell.Tests;

/// <summary>Our own output, read back: no property of it gets lost, however new it is.</summary>
public sealed class OwnOutputTests
{
    private static readonly CustomerQualification Written = FilledObject.Fill(new CustomerQualification { CustomerId = string.Empty, Qualification = string.Empty }, seed: 1) with
    {
        CustomerId = "c0000000-0000-4000-8000-000000000001",
    };

    [Fact]
    public void Every_property_comes_back_from_a_job()
    {
        var piped = new PSObject();
        foreach (var property in FilledObject.Settable<CustomerQualification>()) piped.Properties.Add(new PSNoteProperty(property.Name, property.GetValue(Written)));

        AssertRead(piped);
    }

    [Fact]
    public void Every_property_comes_back_from_a_file_of_texts()
    {
        var piped = new PSObject();
        foreach (var property in FilledObject.Settable<CustomerQualification>())
        {
            piped.Properties.Add(new PSNoteProperty(property.Name, Convert.ToString(property.GetValue(Written), CultureInfo.InvariantCulture)));
        }

        AssertRead(piped);
    }

    [Fact]
    public void Every_date_of_every_output_stands_there_as_text_that_every_machine_reads_alike()
    {
        var outputs = typeof(BatchCommand).Assembly.GetExportedTypes()
            .SelectMany(type => type.GetCustomAttributes(typeof(OutputTypeAttribute), inherit: false).Cast<OutputTypeAttribute>())
            .SelectMany(output => output.Type.Select(name => name.Type)).Append(typeof(InterruptedRequest)).Distinct().ToArray();
        var dates = outputs.SelectMany(type => type.GetProperties()).Where(property => (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) == typeof(DateTimeOffset)).ToArray();
        var request = new InterruptedRequest("c0000000-0000-4000-8000-000000000001", "Education", Guid.Empty, new DateTimeOffset(2026, 11, 24, 9, 30, 0, TimeSpan.FromHours(1)), Answered: false);

        Assert.Superset(new HashSet<string>(["VettingCreatedDate", "Date", "SentAt", "ExpiresOn"], StringComparer.Ordinal), dates.Select(property => property.Name).ToHashSet(StringComparer.Ordinal));
        Assert.All(dates, property => Assert.Equal(typeof(string), property.DeclaringType!.GetProperty(property.Name + "Text")?.PropertyType));
        Assert.Equal("2026-11-24T08:30:00Z", request.SentAtText);
    }

    private static void AssertRead(PSObject piped)
    {
        var read = PipedObject.ReadOwnOutput(piped);

        Assert.All(FilledObject.Settable<CustomerQualification>(), property => Assert.Equal(property.GetValue(Written), property.GetValue(read)));
    }
}
