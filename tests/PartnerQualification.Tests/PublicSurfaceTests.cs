using System.Reflection;
using PartnerQualification.Client;
using PartnerQualification.Sandbox;
using PartnerQualification.Tests.Support;

namespace PartnerQualification.Tests;

/// <summary>What a C# developer sees of the three libraries: one shape of methods, one name for one thing, and one way to be told of a mistake.</summary>
public sealed class PublicSurfaceTests
{
    private static readonly Type[] Types = [.. new[] { typeof(IPartnerCenter), typeof(PartnerCenterClient), typeof(PartnerCenterSandbox) }.SelectMany(type => type.Assembly.GetExportedTypes())];

    private static readonly PartnerCenterClient Client = new ClientBuilder(ScriptedTransport.Answer(200, "[]")).Build();

    public static TheoryData<string> OwnMistakes => [.. Mistakes.Keys];

    private static Dictionary<string, (string Parameter, Func<Task> Make)> Mistakes { get; } = new(StringComparer.Ordinal)
    {
        ["CustomerId.Parse"] = ("text", () => Do(() => CustomerId.Parse("contoso"))),
        ["Create, customer"] = ("customerId", () => Do(() => QualificationRequest.Create("contoso", "Education"))),
        ["Create, no qualification"] = ("qualification", () => Do(() => QualificationRequest.Create(ClientBuilder.Customer, " "))),
        ["Create, qualification"] = ("qualification", () => Do(() => QualificationRequest.Create(ClientBuilder.Customer, "Nonprofit"))),
        ["Create, segment"] = ("educationSegment", () => Do(() => QualificationRequest.Create(ClientBuilder.Customer, "Education", "Kindergarten"))),
        ["Create, segment elsewhere"] = ("educationSegment", () => Do(() => QualificationRequest.Create(ClientBuilder.Customer, "StateOwnedEntity", "K12"))),
        ["Create, website"] = ("website", () => Do(() => QualificationRequest.Create(ClientBuilder.Customer, "Education", "K12", "ftp://contoso.edu"))),
        ["Create, website elsewhere"] = ("website", () => Do(() => QualificationRequest.Create(ClientBuilder.Customer, "StateOwnedEntity", website: "contoso.edu"))),
        ["Create, no code"] = ("validationCode", () => Do(() => QualificationRequest.Create(ClientBuilder.Customer, "GCC"))),
        ["Create, code elsewhere"] = ("validationCode", () => Do(() => QualificationRequest.Create(ClientBuilder.Customer, "StateOwnedEntity", validationCode: "12345"))),
        ["GetQualificationsAsync"] = ("customerId", () => Client.GetQualificationsAsync("contoso")),
        ["GetCustomerAsync"] = ("customerId", () => Client.GetCustomerAsync("contoso")),
        ["GetCustomerAccountAsync"] = ("customerId", () => Client.GetCustomerAccountAsync("contoso")),
        ["GetCustomersAsync, page"] = ("query", () => Client.GetCustomersAsync(new CustomerQuery { PageSize = 0 })),
        ["GetCustomersAsync, filter"] = ("query", () => Client.GetCustomersAsync(new CustomerQuery { Filter = new CustomerFilter(CustomerField.Domain, " ") })),
        ["GetCustomersAsync, token"] = ("query", () => Client.GetCustomersAsync(new CustomerQuery { ContinuationToken = "two\nlines" })),
        ["GetActivityRecordsAsync, customer"] = ("query", () => Client.GetActivityRecordsAsync(new ActivityQuery(ActivityPeriod.Latest(DateTimeOffset.UtcNow, 30)) { CustomerId = "contoso" })),
        ["GetActivityRecordsAsync, period"] = ("query", () => Client.GetActivityRecordsAsync(new ActivityQuery(ActivityPeriod.Latest(DateTimeOffset.UtcNow)))),
        ["CallStatus of another call"] = ("options", TwoCallsOfOneStatusAsync),
        ["PartnerCenterOptions"] = ("MaxAttempts", () => Do(() => new PartnerCenterClient(new PartnerCenterOptions { MaxAttempts = 0 }, new StaticTokenSource("token-of-the-test")))),
    };

    [Fact]
    public void Every_asynchronous_method_ends_with_its_cancellation_token_and_has_no_other_loose_option()
    {
        var methods = Types.SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal) && method.Name != "DisposeAsync")
            .ToArray();

        Assert.True(methods.Length > 20, "There are no methods to look at.");
        Assert.All(methods, method => Assert.Equal(typeof(CancellationToken), method.GetParameters()[^1].ParameterType));
        Assert.All(methods.Where(method => method.DeclaringType == typeof(IPartnerCenter)), method =>
        {
            Assert.Equal(typeof(CallOptions), method.GetParameters()[^2].ParameterType);
            Assert.InRange(method.GetParameters().Length, 2, 3);
        });
    }

    [Fact]
    public void Text_that_names_a_customer_is_called_customer_id()
    {
        var parameters = Types.SelectMany(type => type.GetMethods().Cast<MethodBase>().Concat(type.GetConstructors())).SelectMany(method => method.GetParameters())
            .Where(parameter => IsText(parameter.ParameterType)).Select(parameter => parameter.Name!);
        var properties = Types.SelectMany(type => type.GetProperties()).Where(property => IsText(property.PropertyType)).Select(property => property.Name);
        string[] names = [.. parameters.Concat(properties).Where(IsCustomer).Distinct(StringComparer.OrdinalIgnoreCase)];

        Assert.Equal("customerId", Assert.Single(names), ignoreCase: true);
    }

    [Theory]
    [MemberData(nameof(OwnMistakes))]
    public async Task A_mistake_of_the_callers_own_names_its_parameter(string mistake)
    {
        var (parameter, make) = Mistakes[mistake];

        var error = await Assert.ThrowsAnyAsync<ArgumentException>(make);

        Assert.Equal(parameter, error.ParamName);
    }

    [Fact]
    public void A_row_of_data_that_breaks_a_rule_has_the_error_that_the_row_ends_with()
    {
        Assert.True(QualificationRequest.TryCreate(ClientBuilder.Customer, "Education", "K12", website: null, validationCode: null, out var request, out _));
        Assert.Equal("K12", request.EducationSegment);
        Assert.False(QualificationRequest.TryCreate("contoso", "Education", "K12", website: null, validationCode: null, out _, out var refusal));
        Assert.Equal((PartnerCenterErrorKind.CustomerIdInvalid, "contoso"), (refusal.Kind, refusal.CustomerId));
    }

    private static bool IsText(Type type) => type == typeof(string) || type == typeof(Guid) || type == typeof(Guid?);

    private static bool IsCustomer(string name) => name.Contains("customer", StringComparison.OrdinalIgnoreCase);

    private static Task Do(Func<object> make)
    {
        make();
        return Task.CompletedTask;
    }

    private static async Task TwoCallsOfOneStatusAsync()
    {
        var options = new CallOptions { Status = new CallStatus() };
        await Client.GetQualificationsAsync(ClientBuilder.Customer, options);
        await Client.GetQualificationsAsync(ClientBuilder.Customer, options);
    }
}
