namespace PartnerQualification.Desktop.Checks;

/// <summary>What goes wrong is a PartnerCenterException with its kind.</summary>
public static class ErrorChecks
{
    public static Task Customer_of_another_partner_is_named_as_such() =>
        FailsAsync(PartnerCenterErrorKind.CustomerNotYours, client => client.GetQualificationsAsync(Customers.OfAnotherPartner), Customers.OfAnotherPartner);

    public static Task Customer_that_does_not_exist_is_not_found() =>
        FailsAsync(PartnerCenterErrorKind.CustomerNotFound, client => client.GetQualificationsAsync("c0000000-0000-4000-8000-00000000ffff"), "c0000000-0000-4000-8000-00000000ffff");

    public static async Task Qualification_that_is_set_twice_is_refused_the_second_time()
    {
        using var session = SandboxSession.Open();
        await session.Client.SetQualificationAsync(Customers.Education);

        var error = await Expect.FailureAsync(session.Client.SetQualificationAsync(Customers.Education));

        Expect.Equal(PartnerCenterErrorKind.AlreadyQualified, error.Kind, "the kind");
    }

    public static Task User_without_mfa_is_told_so() =>
        FailsAsync(PartnerCenterErrorKind.MfaRequired, client => client.GetQualificationsAsync(Customers.First), "", SandboxTokenKind.UserWithoutMfa);

    public static Task Website_that_is_none_is_refused_before_it_is_sent() =>
        RefusesAsync(PartnerCenterErrorKind.InvalidProperty, () => QualificationRequest.Create(Customers.First, Qualifications.Education, "K12", "ftp://contoso.edu"));

    public static Task Host_name_without_a_dot_is_refused_before_it_is_sent() =>
        RefusesAsync(PartnerCenterErrorKind.InvalidProperty, () => QualificationRequest.Create(Customers.First, Qualifications.Education, "K12", "contoso"));

    private static async Task FailsAsync(PartnerCenterErrorKind kind, Func<IPartnerCenter, Task> work, string customer, SandboxTokenKind token = SandboxTokenKind.User)
    {
        using var session = SandboxSession.Open(kind: token);

        var error = await Expect.FailureAsync(work(session.Client));

        Expect.Equal(kind, error.Kind, "the kind");
        Expect.True(error.Message.Contains(customer), $"a message that names the customer, not: {error.Message}");
    }

    private static async Task RefusesAsync(PartnerCenterErrorKind kind, Func<QualificationRequest> create)
    {
        try
        {
            await Task.Run(create);
        }
        catch (ArgumentException error) when (error.InnerException is PartnerCenterException refusal)
        {
            Expect.Equal(kind, refusal.Kind, "the kind");
            return;
        }

        Expect.True(false, "a refusal");
    }
}
