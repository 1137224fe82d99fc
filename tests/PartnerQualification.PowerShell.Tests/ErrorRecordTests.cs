using System.Management.Automation;

namespace PartnerQualification.PowerShell.Tests;

public sealed class ErrorRecordTests
{
    public static TheoryData<PartnerCenterErrorKind> Kinds => [.. Enum.GetValues<PartnerCenterErrorKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_of_error_has_a_category(PartnerCenterErrorKind kind)
    {
        var record = ErrorRecords.Of(new PartnerCenterException(kind, new ErrorText("It went wrong.", "Try again.")));

        Assert.NotEqual(ErrorCategory.NotSpecified, record.CategoryInfo.Category);
        Assert.Equal(kind.ToString(), record.FullyQualifiedErrorId);
    }
}
