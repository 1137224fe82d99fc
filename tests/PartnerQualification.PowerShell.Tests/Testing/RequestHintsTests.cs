namespace PartnerQualification.PowerShell.Tests.Testing;

/// <summary>What a request is known to stumble over, one sentence each.</summary>
public sealed class RequestHintsTests
{
    private const string Customer = "c0000000-0000-4000-8000-000000000001";

    private static readonly CustomerProfile Complete = new()
    {
        CustomerId = Customer,
        Email = "office@contoso.edu",
        FirstName = "Kim",
        LastName = "Abercrombie",
        Address = new CustomerAddress { Country = "US", City = "Redmond", AddressLine1 = "1 Main Street", PostalCode = "98052", PhoneNumber = "4255550100" },
    };

    [Fact]
    public void Good_request_of_a_complete_customer_has_none() => Assert.Empty(OfProfile(Complete));

    [Theory]
    [InlineData("contoso.edu", true)]
    [InlineData("https://www.contoso.ac.uk/about", true)]
    [InlineData("contoso.k12.wa.us", true)]
    [InlineData("contoso.com", false)]
    [InlineData("edu.contoso.com", false)]
    public void Website_without_an_academic_ending_is_worth_a_look(string website, bool isAcademic)
    {
        var hints = Hints(QualificationRequest.Create(Customer, "Education", "K12", website));

        if (isAcademic) Assert.Empty(hints);
        else Assert.StartsWith($"The Website '{website}' has no ending by which academic ones are known", Assert.Single(hints), StringComparison.Ordinal);
    }

    [Fact]
    public void Education_without_a_website_is_told_to_add_one() =>
        Assert.StartsWith("The row names no Website", Assert.Single(Hints(QualificationRequest.Create(Customer, "Education", "K12"))), StringComparison.Ordinal);

    [Fact]
    public void Government_cloud_says_that_commercial_sales_end_and_does_not_look_at_website_or_profile() =>
        Assert.Contains(
            "nothing commercial can be sold",
            Assert.Single(RequestHints.For(QualificationRequest.Create(Customer, "GovernmentCommunityCloud", validationCode: "12345"), [], Complete with { Email = "x@gmail.com" })),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("Education", "GovernmentCommunityCloud", "Approved", true)]
    [InlineData("Education", "GovernmentCommunityCloud", "Denied", false)]
    [InlineData("Education", "StateOwnedEntity", null, false)]
    [InlineData("StateOwnedEntity", "Education", "Approved", false)]
    [InlineData("StateOwnedEntity", "GovernmentCommunityCloud", "Approved", false)]
    [InlineData("StateOwnedEntity", "Nonprofit", null, true)]
    [InlineData("Education", "Nonprofit", null, true)]
    [InlineData("Education", "Museum", null, false)]
    [InlineData("Education", "None", null, false)]
    public void Pair_that_the_purchase_rules_do_not_list_is_said(string requested, string held, string? status, bool isUnlisted)
    {
        var request = QualificationRequest.Create(Customer, requested, website: requested == "Education" ? "contoso.edu" : null);

        var hints = RequestHints.For(request, [new CustomerQualification { CustomerId = Customer, Qualification = held, VettingStatus = status }], profile: null);

        Assert.Equal(isUnlisted, hints.Any(hint => hint.StartsWith($"The customer has {held}, and {requested} beside it", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("office@contoso.edu", false)]
    [InlineData("office@yahoo.edu", false)]
    [InlineData("office@live.contoso.com", false)]
    [InlineData("office@GMAIL.com", true)]
    [InlineData("office@yahoo.co.uk", true)]
    [InlineData("office@yahoo.fr", true)]
    [InlineData("office@hotmail.com.br", true)]
    [InlineData("office@gmx.net", true)]
    [InlineData("admin@contoso.onmicrosoft.com", true)]
    public void Mail_address_of_no_domain_of_its_own_is_said(string address, bool isSaid)
    {
        var hints = OfProfile(Complete with { Email = address });

        if (!isSaid) Assert.Empty(hints);
        else AssertCorrectedInAdminCenter($"The e-mail address '{address}' in the customer's profile is not one of its own domain", Assert.Single(hints));
    }

    [Fact]
    public void Missing_mail_address_is_said_whatever_address_bills_go_to() => AssertCorrectedInAdminCenter(
        "The customer's profile has no e-mail address",
        Assert.Single(OfProfile(Complete with { Email = null, BillingEmail = "office@contoso.edu" })));

    [Fact]
    public void Missing_parts_of_address_and_contact_are_named_in_one_sentence()
    {
        var hint = Assert.Single(OfProfile(Complete with { FirstName = null, LastName = null, Address = new CustomerAddress { Country = "US", City = " " } }));

        AssertCorrectedInAdminCenter("The customer's profile lacks the street, the postal code, the city, the contact's name and the phone number:", hint);
    }

    [Fact]
    public void Address_for_bills_counts_where_the_company_has_none() =>
        Assert.Empty(OfProfile(Complete with { Address = null, BillingAddress = Complete.Address }));

    [Fact]
    public void Hostile_text_of_a_profile_cannot_write_over_the_line() =>
        Assert.DoesNotContain('\r', Assert.Single(OfProfile(Complete with { Email = "a\r\u001b[2J@gmail.com" })));

    private static string[] OfProfile(CustomerProfile profile) => [.. RequestHints.For(QualificationRequest.Create(Customer, "Education", "K12", "contoso.edu"), [], profile)];

    private static string[] Hints(QualificationRequest request) => [.. RequestHints.For(request, [], Complete)];

    private static void AssertCorrectedInAdminCenter(string beginning, string hint)
    {
        Assert.StartsWith(beginning, hint, StringComparison.Ordinal);
        Assert.EndsWith("in the Microsoft 365 admin center (Settings, Organization profile).", hint, StringComparison.Ordinal);
        Assert.Contains("global administrator of the customer", hint, StringComparison.Ordinal);
    }
}
