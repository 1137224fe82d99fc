using static PartnerQualification.Tests.Sandbox.RawCaller;

namespace PartnerQualification.Tests.Sandbox;

/// <summary>A sandbox that begins with customers of somebody's own.</summary>
public sealed class SandboxSeedTests : SandboxFixture
{
    private const string Own = "11111111-1111-4111-8111-111111111111";

    [Fact]
    public async Task Own_customers_are_listed_found_and_nobody_else_is_there()
    {
        var caller = Open(new SandboxOptions { Customers = [Seed(Own), Seed("22222222-2222-4222-8222-222222222222")] });

        Assert.Equal(2, (await caller.GetAsync("/v1/customers")).Json.GetProperty("totalCount").GetInt32());
        Assert.Equal(200, (await caller.GetAsync($"/v1/customers/{Own}")).Status);
        Assert.Equal(404, (await caller.GetAsync($"/v1/customers/{First}")).Status);
        Assert.Equal(403, (await caller.GetAsync("/v1/customers/d0000000-0000-4000-8000-000000000001")).Status);
    }

    [Fact]
    public async Task What_was_held_is_read_with_its_date_conflicts_and_comes_back_after_a_reset()
    {
        var held = new SandboxQualificationSeed("Education") { VettingStatus = "Paused", VettingCreatedDate = new DateTimeOffset(2025, 3, 1, 8, 0, 0, TimeSpan.Zero) };
        var sandbox = OpenSandbox(new SandboxOptions { Customers = [Seed(Own) with { Qualifications = [held, new("StateOwnedEntity")] }] });
        var caller = Call(sandbox);
        const string Expected = """[{"qualification":"Education","vettingStatus":"Paused","vettingCreatedDate":"2025-03-01T08:00:00.000Z"},{"qualification":"StateOwnedEntity"}]""";

        Assert.Equal(Expected, (await caller.GetAsync(Path(Own))).Text);
        Assert.Equal(409, (await caller.SetAsync(Education, Own)).Status);
        Assert.Equal(409, (await caller.SetAsync(StateOwned, Own)).Status);
        Assert.Equal(201, (await caller.SetAsync(Gcc("12345"), Own)).Status);
        Assert.Equal(1, Assert.Single(sandbox.TakeSnapshot().Customers).EffectivePosts);

        sandbox.Reset();

        Assert.Equal(Expected, (await caller.GetAsync(Path(Own))).Text);
    }

    [Theory]
    [InlineData("alpha.edu", "Approved")]
    [InlineData("alpha.example", "Denied")]
    [InlineData(null, "Denied")]
    public async Task A_review_under_way_ends_as_any_other(string? website, string status)
    {
        var held = new SandboxQualificationSeed("Education") { VettingStatus = "InReview", Website = website };
        var caller = Open(new SandboxOptions { VettingTime = TimeSpan.FromMinutes(1), Customers = [Seed(Own) with { Qualifications = [held] }] });

        Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal("""[{"qualification":"Education","vettingStatus":"InReview"}]""", (await caller.GetAsync(Path(Own))).Text);
        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(status, (await caller.GetAsync(Path(Own))).Json[0].GetProperty("vettingStatus").GetString());
    }

    [Fact]
    public async Task What_is_null_of_a_profile_is_made_up_and_what_is_empty_is_missing()
    {
        var seed = Seed(Own) with { Profile = new CustomerProfile { CustomerId = Own, CompanyName = "Alpha", Email = "", Address = new CustomerAddress { PostalCode = "", City = "Oslo" } } };
        var client = ConnectClient(OpenSandbox(new SandboxOptions { Customers = [seed] }));

        var profile = await client.GetCustomerAsync(Own, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal((null, null, "Oslo", "1 School Street", "Vance"), (profile.Email, profile.Address!.PostalCode, profile.Address.City, profile.Address.AddressLine1, profile.LastName));
    }

    [Fact]
    public async Task A_code_without_numbers_has_no_end_and_one_without_a_rest_is_unused()
    {
        var caller = Open(new SandboxOptions { ValidationCodes = [new() { ValidationId = "a" }, new() { ValidationId = "b", MaxCreates = 1 }] });

        for (var number = 1; number <= 9; number++) Assert.Equal(201, (await caller.SetAsync(Gcc("a"), Customer(number))).Status);
        Assert.Equal(201, (await caller.SetAsync(Gcc("b"), Customer(10))).Status);
        Assert.Equal(400, (await caller.SetAsync(Gcc("b"), Customer(11))).Status);
        Assert.Equal(400, (await caller.SetAsync(Gcc("12345"), Customer(12))).Status);
    }

    [Fact]
    public void The_same_customer_twice_is_refused() =>
        Assert.Throws<ArgumentException>(() => OpenSandbox(new SandboxOptions { Customers = [Seed(Own), Seed(Own.ToUpperInvariant())] }));

    private static SandboxCustomerSeed Seed(string id) => new() { Profile = new CustomerProfile { CustomerId = id, CompanyName = "Alpha" } };
}
