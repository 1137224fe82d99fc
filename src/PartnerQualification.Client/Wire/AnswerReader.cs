using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization.Metadata;

namespace PartnerQualification.Client;

/// <summary>Makes the domain's objects of what the service wrote. Says with null that it cannot be read.</summary>
internal static class AnswerReader
{
    /// <summary>The qualifications of a customer. None is an empty list; an answer without a list says nothing about them.</summary>
    public static IReadOnlyList<CustomerQualification>? Qualifications(ReadOnlyMemory<byte> body, string customerId, ServiceCall call) =>
        TryReadQualifications(body, out var items) && items?.TrueForAll(item => !string.IsNullOrWhiteSpace(item.Qualification)) == true
            ? items.ConvertAll(item => ToDomain(item, item.Qualification!, customerId, call))
            : null;

    /// <summary>What the service made of a request. An answer that says nothing is a plain yes.</summary>
    public static CustomerQualification? Requested(ReadOnlyMemory<byte> body, QualificationRequest request, ServiceCall call)
    {
        if (!TryReadQualifications(body, out var items)) return null;
        var answer = items?.Find(item => string.Equals(Name(item.Qualification), request.Qualification, StringComparison.OrdinalIgnoreCase))
            ?? items?.FirstOrDefault()
            ?? new QualificationWire();
        return ToDomain(answer, string.IsNullOrWhiteSpace(answer.Qualification) ? request.Qualification : answer.Qualification!, request.CustomerId, call);
    }

    /// <summary>The partner's validation codes.</summary>
    public static IReadOnlyList<ValidationCode>? ValidationCodes(ReadOnlyMemory<byte> body) =>
        WireReader.TryReadList(body, WireContext.Default.ListValidationCodeWire, WireContext.Default.ValidationCodeWire, out var items)
        && items?.TrueForAll(item => !string.IsNullOrWhiteSpace(item.ValidationId)) == true
            ? items.ConvertAll(ToDomain)
            : null;

    /// <summary>A page of customers. One without a list of them is a page only where it says that there are none.</summary>
    public static CustomerPage? Customers(ReadOnlyMemory<byte> body)
    {
        if (!TryReadPage(body, WireContext.Default.PageWireCustomerWire, out var page)) return null;
        var customers = page.Present.Select(ToDomain).OfType<Customer>().ToArray();
        return new CustomerPage(customers, page.TotalCount, page.Next);
    }

    /// <summary>A customer with its profile. One without an id, or with another customer's, is none.</summary>
    public static CustomerProfile? Customer(ReadOnlyMemory<byte> body, string customerId) =>
        WireReader.TryRead(body, WireContext.Default.CustomerWire, out var wire) && wire is not null && Id(wire) == customerId ? ToProfile(wire, customerId) : null;

    /// <summary>The state of a customer's account.</summary>
    public static CustomerAccount? Account(ReadOnlyMemory<byte> body, string customerId) =>
        WireReader.TryRead(body, WireContext.Default.AccountWire, out var wire) && Given(wire?.Status) is { } status
            ? new CustomerAccount { CustomerId = customerId, Status = StatusName(status), LastUpdated = WireDate.Read(wire!.LastUpdateDateTime) }
            : null;

    /// <summary>A page of activity records. One without a list of them is a page only where it says that there are none.</summary>
    public static ActivityPage? ActivityRecords(ReadOnlyMemory<byte> body)
    {
        if (!TryReadPage(body, WireContext.Default.PageWireActivityRecordWire, out var page)) return null;
        var records = page.Present.Select(ToDomain).ToArray();
        return new ActivityPage(records, page.TotalCount, page.Next);
    }

    private static bool TryReadPage<T>(ReadOnlyMemory<byte> body, JsonTypeInfo<PageWire<T>> type, [NotNullWhen(true)] out PageWire<T>? page)
        where T : class => WireReader.TryRead(body, type, out page) && page is not null && (page.Items is not null || page.TotalCount == 0);

    private static bool TryReadQualifications(ReadOnlyMemory<byte> body, out List<QualificationWire>? items) =>
        WireReader.TryReadList(body, WireContext.Default.ListQualificationWire, WireContext.Default.QualificationWire, out items);

    private static CustomerQualification ToDomain(QualificationWire wire, string qualification, string customerId, ServiceCall call)
    {
        var dateText = wire.VettingCreatedDate ?? wire.VettingCreateDate;
        var date = WireDate.Read(dateText);
        return new CustomerQualification
        {
            CustomerId = customerId,
            Qualification = Name(qualification),
            VettingStatus = Given(wire.VettingStatus),
            VettingReason = Given(wire.VettingReason),
            VettingCreatedDate = date,
            VettingCreatedDateText = date is null ? Given(dateText) : null,
            RequestId = call.RequestId,
            CorrelationId = call.CorrelationId,
            AdditionalData = UnknownMembers.ToJson(wire.Unknown),
        };
    }

    private static ValidationCode ToDomain(ValidationCodeWire wire) => new()
    {
        ValidationId = wire.ValidationId!,
        PartnerId = Given(wire.PartnerId),
        OrganizationName = Given(wire.OrganizationName),
        MaxCreates = wire.MaxCreates,
        RemainingCreates = wire.RemainingCreates,
        ETag = Given(wire.ETag),
    };

    private static Customer? ToDomain(CustomerWire wire)
    {
        if (Id(wire) is not { } id) return null;
        return new Customer(id, Given(wire.CompanyProfile?.CompanyName), Given(wire.CompanyProfile?.Domain)) { Relationship = Given(wire.RelationshipToPartner) };
    }

    private static CustomerProfile ToProfile(CustomerWire wire, string customerId) => new()
    {
        CustomerId = customerId,
        CompanyName = Given(wire.CompanyProfile?.CompanyName),
        Domain = Given(wire.CompanyProfile?.Domain),
        Relationship = Given(wire.RelationshipToPartner),
        Email = Given(wire.CompanyProfile?.Email),
        Address = ToDomain(wire.CompanyProfile?.Address),
        FirstName = Given(wire.BillingProfile?.FirstName),
        LastName = Given(wire.BillingProfile?.LastName),
        BillingEmail = Given(wire.BillingProfile?.Email),
        BillingAddress = ToDomain(wire.BillingProfile?.DefaultAddress),
    };

    private static CustomerAddress? ToDomain(AddressWire? wire) => wire is null ? null : new CustomerAddress
    {
        Country = Given(wire.Country),
        Region = Given(wire.Region) ?? Given(wire.State),
        City = Given(wire.City),
        AddressLine1 = Given(wire.AddressLine1),
        PostalCode = Given(wire.PostalCode),
        PhoneNumber = Given(wire.PhoneNumber),
    };

    private static string? Id(CustomerWire wire)
    {
        var id = Given(wire.Id) ?? Given(wire.CompanyProfile?.TenantId);
        return CustomerId.TryParse(id, out var canonical) ? canonical : id;
    }

    /// <summary>The service spells one of them with a blank at times.</summary>
    private static string StatusName(string status) => string.Equals(status, "Not Ready", StringComparison.OrdinalIgnoreCase) ? AccountStatuses.NotReady : status;

    private static ActivityRecord ToDomain(ActivityRecordWire wire)
    {
        var date = WireDate.Read(wire.OperationDate);
        return new ActivityRecord
        {
            Id = Given(wire.Id),
            OperationDate = date,
            OperationDateText = date is null ? Given(wire.OperationDate) : null,
            UserPrincipalName = Given(wire.UserPrincipalName),
            ApplicationId = Given(wire.ApplicationId),
            CustomerId = CustomerId.TryParse(wire.CustomerId, out var customer) ? customer : Given(wire.CustomerId),
            CompanyName = Given(wire.CustomerName),
            ResourceType = Given(wire.ResourceType),
            OperationType = Given(wire.OperationType),
            OperationStatus = Given(wire.OperationStatus),
            OldValue = Given(wire.ResourceOldValue),
            NewValue = Given(wire.ResourceNewValue),
            CorrelationId = Guid.TryParse(wire.OriginalCorrelationId, out var correlation) ? correlation.ToString("D") : Given(wire.OriginalCorrelationId),
            AdditionalData = UnknownMembers.ToJson(wire.Unknown),
        };
    }

    private static string Name(string? qualification) => PartnerQualification.Qualifications.NameOf(qualification ?? string.Empty);

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
