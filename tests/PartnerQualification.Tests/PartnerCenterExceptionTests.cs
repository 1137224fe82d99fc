using PartnerQualification.Tests.Support;

namespace PartnerQualification.Tests;

public sealed class PartnerCenterExceptionTests
{
    [Fact]
    public void Other_words_change_nothing_else_that_is_known_of_an_error()
    {
        // What is known unless the error says otherwise is filled with the contrary: the seed is even.
        var error = FilledObject.Fill(new PartnerCenterException(PartnerCenterErrorKind.Throttled, new ErrorText("It went wrong.", "Wait.")), seed: 2);

        var other = error.With(new ErrorText("It went on going wrong.", "Give up."), error.CustomerId);

        Assert.Equal(("It went on going wrong. Give up.", "Give up.", error.Kind), (other.Message, other.Remedy, other.Kind));
        Assert.All(FilledObject.Settable<PartnerCenterException>().Where(property => property.DeclaringType == typeof(PartnerCenterException)), property => Assert.Equal(property.GetValue(error), property.GetValue(other)));
        Assert.False(other.OutcomeIsKnown);
        Assert.Same(error, other.InnerException);
    }

    [Fact]
    public void Other_words_may_be_about_no_customer_any_longer()
    {
        var error = new PartnerCenterException(PartnerCenterErrorKind.Throttled, new ErrorText("It went wrong.", "Wait.")) { CustomerId = "c" };

        Assert.Null(error.With(new ErrorText("All went wrong.", "Wait."), customerId: null).CustomerId);
    }

    [Fact]
    public void An_exception_without_a_text_says_what_its_kind_means()
    {
        var error = new PartnerCenterException();

        Assert.Equal(PartnerCenterErrorKind.UnexpectedResponse, error.Kind);
        Assert.StartsWith("The answer cannot be understood", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(error.Remedy, error.Message, StringComparison.Ordinal);
    }
}
