using System.Globalization;

namespace PartnerQualification.Sandbox.Customers;

/// <summary>A complete profile for a customer of whom no more than name and domain are known.</summary>
internal static class InventedProfile
{
    public static CustomerProfile Of(Customer customer, int number)
    {
        var address = new CustomerAddress
        {
            Country = "US",
            Region = "WA",
            City = "Redmond",
            AddressLine1 = $"{number.ToString(CultureInfo.InvariantCulture)} School Street",
            PostalCode = "98052",
            PhoneNumber = "4255550100",
        };
        var email = $"office@{Host(customer, number)}.example";
        return new CustomerProfile
        {
            CustomerId = customer.CustomerId,
            CompanyName = customer.CompanyName,
            Domain = customer.Domain,
            Relationship = customer.Relationship,
            Email = email,
            Address = address,
            FirstName = "Adele",
            LastName = "Vance",
            BillingEmail = email,
            BillingAddress = address,
        };
    }

    private static string Host(Customer customer, int number) => customer.Domain is { Length: > 0 } domain ? domain.Split('.')[0] : $"customer{number.ToString(CultureInfo.InvariantCulture)}";
}
