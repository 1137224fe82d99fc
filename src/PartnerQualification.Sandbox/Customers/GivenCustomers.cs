namespace PartnerQualification.Sandbox.Customers;

/// <summary>Customers that whoever opened the sandbox brought along. They are listed in the order in which they came.</summary>
internal sealed class GivenCustomers : ICustomerSource
{
    private readonly IReadOnlyList<SandboxCustomerSeed> seeds;
    private readonly Dictionary<Guid, int> numbers;

    public GivenCustomers(IReadOnlyList<SandboxCustomerSeed> seeds)
    {
        this.seeds = seeds;
        numbers = new Dictionary<Guid, int>(seeds.Count);
        foreach (var seed in seeds)
        {
            var id = Guid.Parse(CustomerId.Require(seed.Profile.CustomerId, nameof(seeds)));
            if (numbers.ContainsKey(id)) throw new ArgumentException($"The customer {seed.Profile.CustomerId} is there twice.", nameof(seeds));
            numbers.Add(id, numbers.Count + 1);
        }
    }

    public int Count => seeds.Count;

    public bool TryFind(Guid id, out int number) => numbers.TryGetValue(id, out number);

    public Customer Describe(int number)
    {
        var profile = Seed(number).Profile;
        return new Customer(CustomerId.Parse(profile.CustomerId), profile.CompanyName, profile.Domain) { Relationship = profile.Relationship ?? "reseller" };
    }

    public CustomerProfile Profile(int number)
    {
        var given = Seed(number).Profile;
        var invented = InventedProfile.Of(Describe(number), number);
        var email = given.Email ?? invented.Email;
        var address = Fill(given.Address, invented.Address!);
        return invented with
        {
            Email = email,
            Address = address,
            FirstName = given.FirstName ?? invented.FirstName,
            LastName = given.LastName ?? invented.LastName,
            BillingEmail = email,
            BillingAddress = address,
        };
    }

    public string? AccountStatus(int number) => Seed(number).AccountStatus;

    public bool CannotBeTagged(int number) => false;

    public IReadOnlyList<SandboxQualificationSeed> Qualifications(int number) => Seed(number).Qualifications;

    private static CustomerAddress Fill(CustomerAddress? given, CustomerAddress invented) => given is null ? invented : new CustomerAddress
    {
        Country = given.Country ?? invented.Country,
        Region = given.Region ?? invented.Region,
        City = given.City ?? invented.City,
        AddressLine1 = given.AddressLine1 ?? invented.AddressLine1,
        PostalCode = given.PostalCode ?? invented.PostalCode,
        PhoneNumber = given.PhoneNumber ?? invented.PhoneNumber,
    };

    private SandboxCustomerSeed Seed(int number) => seeds[number - 1];
}
