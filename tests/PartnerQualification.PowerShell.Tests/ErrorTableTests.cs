using System.Management.Automation;

namespace PartnerQualification.PowerShell.Tests;

/// <summary>One row for every kind of error in the domain, one in the PowerShell project, and one in docs/errors.md, which say the same.</summary>
public sealed class ErrorTableTests
{
    private static readonly ErrorsPage Page = ErrorsPage.Read();

    public static TheoryData<PartnerCenterErrorKind> Kinds => [.. Enum.GetValues<PartnerCenterErrorKind>()];

    public static TheoryData<PartnerCenterErrorKind> KindsWithCommand => [.. Enum.GetValues<PartnerCenterErrorKind>().Where(kind => ErrorRows.All[kind].Remedy is not null)];

    [Fact]
    public void The_tables_have_a_row_for_every_kind_and_no_other()
    {
        var kinds = Enum.GetValues<PartnerCenterErrorKind>().Order().ToArray();

        Assert.Equal(kinds, ErrorKinds.All.Keys.Order());
        Assert.Equal(kinds, ErrorRows.All.Keys.Order());
        Assert.Equal(kinds.Select(kind => kind.ToString()).Order(StringComparer.Ordinal), Page.Kinds.Select(row => row.Id).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_page_says_what_the_tables_say(PartnerCenterErrorKind kind)
    {
        var info = ErrorKinds.All[kind];
        var row = ErrorRows.All[kind];

        var told = Page.Kinds.Single(candidate => candidate.Id == kind.ToString());

        Assert.Equal(row.Category.ToString(), told.Category);
        Assert.Equal(info.MeetsEveryRequest ? "yes" : "no", told.MeetsEveryRequest);
        Assert.Equal(info.PassesByItself ? "yes" : "no", told.PassesByItself);
        Assert.StartsWith(info.Meaning, told.Meaning, StringComparison.Ordinal);
        Assert.StartsWith(row.Remedy ?? info.Remedy, told.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_of_error_has_a_category_and_its_name_as_id(PartnerCenterErrorKind kind)
    {
        var record = ErrorRecords.Of(Error(kind, "Try again."));

        Assert.Equal(ErrorRows.All[kind].Category, record.CategoryInfo.Category);
        Assert.NotEqual(ErrorCategory.NotSpecified, record.CategoryInfo.Category);
        Assert.Equal(kind.ToString(), record.FullyQualifiedErrorId);
    }

    [Theory]
    [MemberData(nameof(KindsWithCommand))]
    public void Where_the_exception_says_what_to_do_the_record_says_what_to_type(PartnerCenterErrorKind kind)
    {
        var record = ErrorRecords.Of(Error(kind, ErrorKinds.All[kind].Remedy));

        Assert.Equal(ErrorRows.All[kind].Remedy, record.ErrorDetails.RecommendedAction);
        Assert.Equal("It went wrong.", record.ErrorDetails.Message);
        Assert.EndsWith(ErrorKinds.All[kind].Remedy, record.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(KindsWithCommand))]
    public void Where_PowerShell_shows_the_message_alone_it_says_what_to_type_too(PartnerCenterErrorKind kind)
    {
        var record = ErrorRecords.Of(Error(kind, ErrorKinds.All[kind].Remedy), isActionShown: false);

        Assert.Equal($"It went wrong. {ErrorRows.All[kind].Remedy}", record.ErrorDetails.Message);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_remedy_that_knows_more_than_the_kind_stays(PartnerCenterErrorKind kind)
    {
        var record = ErrorRecords.Of(Error(kind, "Do something about it."));

        Assert.Equal("Do something about it.", record.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void A_request_that_took_effect_unread_is_not_called_for_again_and_says_how_to_read_it()
    {
        var subject = new ErrorSubject(new Uri("https://api.example/")) { CustomerId = "c", Qualification = "Education" };

        var record = ErrorRecords.Of(new PartnerCenterException(PartnerCenterErrorKind.UnexpectedResponse, Messages.TookEffectUnread(subject, "the connection was lost")));

        Assert.StartsWith("Do not request it again", record.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("Get-CustomerQualification", record.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SignInMethod.RefreshToken, "-DeviceCode")]
    [InlineData(SignInMethod.Sandbox, "-As User")]
    public void A_sign_in_without_multifactor_authentication_is_told_the_parameter(SignInMethod method, string parameter)
    {
        var record = ErrorRecords.Of(new PartnerCenterException(PartnerCenterErrorKind.MfaRequired, CmdletMessages.SessionMfaRequired(method)));

        Assert.Contains(parameter, record.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    private static PartnerCenterException Error(PartnerCenterErrorKind kind, string remedy) => new(kind, new ErrorText("It went wrong.", remedy));
}
