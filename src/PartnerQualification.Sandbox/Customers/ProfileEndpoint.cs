using System.Globalization;
using System.Text.Json;
using PartnerQualification.Sandbox.Http;

namespace PartnerQualification.Sandbox.Customers;

/// <summary>One customer with its profile, and the state of its account.</summary>
internal sealed class ProfileEndpoint(CustomerDirectory directory)
{
    private const string AccountType = "account";
    private const string IdBegin = "99e6a635";
    private const string BillingIdBegin = "eeada110";

    public OperationResult Read(SandboxCall call) =>
        directory.Find(call.CustomerId, out var number) ?? OperationResult.FromJson(200, writer => Write(writer, directory.Profile(number), number));

    public OperationResult ReadAccount(SandboxCall call)
    {
        if (directory.Find(call.CustomerId, out var number) is { } noCustomer) return noCustomer;
        if (!string.Equals(call.Request.QueryValue("type"), AccountType, StringComparison.OrdinalIgnoreCase)) return ErrorResults.Property("type", "The only type of a validation status is account.");
        if (directory.AccountStatus(number) is not { } status) return ErrorResults.NoAccountStatus(directory.Id(number));
        return OperationResult.FromJson(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("type", AccountType);
            writer.WriteString("status", status == AccountStatuses.NotReady ? "Not Ready" : status);
            writer.WriteString("lastUpdateDateTime", "2021-07-14T18:02:00");
            writer.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter writer, CustomerProfile customer, int number)
    {
        writer.WriteStartObject();
        writer.WriteString("id", customer.CustomerId);
        writer.WriteString("commerceId", IdBegin + customer.CustomerId.Substring(IdBegin.Length));
        WriteCompany(writer, customer);
        WriteBilling(writer, customer, number);
        Json.WriteGiven(writer, "relationshipToPartner", customer.Relationship);
        writer.WriteBoolean("allowDelegatedAccess", true);
        PagedList.WriteObjectType(writer, "Customer");
        writer.WriteEndObject();
    }

    private static void WriteCompany(Utf8JsonWriter writer, CustomerProfile customer)
    {
        writer.WriteStartObject("companyProfile");
        writer.WriteString("tenantId", customer.CustomerId);
        Json.WriteGiven(writer, "domain", customer.Domain);
        Json.WriteGiven(writer, "companyName", customer.CompanyName);
        if (customer.Address is { } address)
        {
            writer.WriteStartObject("address");
            WriteAddress(writer, address, "region");
            writer.WriteEndObject();
        }

        Json.WriteGiven(writer, "email", customer.Email);
        writer.WriteStartObject("links");
        PagedList.WriteLink(writer, "self", $"/customers/{customer.CustomerId}/profiles/company", null);
        writer.WriteEndObject();
        PagedList.WriteObjectType(writer, "CustomerCompanyProfile");
        writer.WriteEndObject();
    }

    private static void WriteBilling(Utf8JsonWriter writer, CustomerProfile customer, int number)
    {
        writer.WriteStartObject("billingProfile");
        writer.WriteString("id", BillingIdBegin + customer.CustomerId.Substring(BillingIdBegin.Length));
        Json.WriteGiven(writer, "firstName", customer.FirstName);
        Json.WriteGiven(writer, "lastName", customer.LastName);
        Json.WriteGiven(writer, "email", customer.BillingEmail);
        writer.WriteString("culture", "en-US");
        writer.WriteString("language", "en");
        Json.WriteGiven(writer, "companyName", customer.CompanyName);
        if (customer.BillingAddress is { } address)
        {
            writer.WriteStartObject("defaultAddress");
            WriteAddress(writer, address, "state");
            Json.WriteGiven(writer, "firstName", customer.FirstName);
            Json.WriteGiven(writer, "lastName", customer.LastName);
            writer.WriteEndObject();
        }

        writer.WriteStartObject("attributes");
        writer.WriteString("etag", number.ToString(CultureInfo.InvariantCulture));
        writer.WriteString("objectType", "CustomerBillingProfile");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>What is missing is left out. The service calls the same part of an address region here and state there.</summary>
    private static void WriteAddress(Utf8JsonWriter writer, CustomerAddress address, string regionName)
    {
        Json.WriteGiven(writer, "country", address.Country);
        Json.WriteGiven(writer, regionName, address.Region);
        Json.WriteGiven(writer, "city", address.City);
        Json.WriteGiven(writer, "addressLine1", address.AddressLine1);
        Json.WriteGiven(writer, "postalCode", address.PostalCode);
        Json.WriteGiven(writer, "phoneNumber", address.PhoneNumber);
    }
}
