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

    private static void AssertRead(PSObject piped)
    {
        var read = PipedObject.ReadOwnOutput(piped);

        Assert.All(FilledObject.Settable<CustomerQualification>(), property => Assert.Equal(property.GetValue(Written), property.GetValue(read)));
    }
}
