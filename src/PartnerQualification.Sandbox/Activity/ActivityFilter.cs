using PartnerQualification.Sandbox.Customers;
using PartnerQualification.Sandbox.Http;

namespace PartnerQualification.Sandbox.Activity;

/// <summary>Which activity records a filter lets through.</summary>
internal static class ActivityFilter
{
    /// <summary>Takes a filter's meaning.</summary>
    /// <returns>The error where activity records know no such filter; nothing where they do.</returns>
    public static OperationResult? Read(ListFilter? filter, CustomerDirectory customers, out Func<SandboxActivity, bool> isWanted)
    {
        isWanted = static _ => true;
        if (filter is null) return null;

        var value = filter.Value;
        if (filter.Is("CustomerId", "equals")) isWanted = activity => string.Equals(customers.Id(activity.Customer), value, StringComparison.OrdinalIgnoreCase);
        else if (filter.Is("CompanyName", "substring")) isWanted = activity => customers.Describe(activity.Customer).CompanyName?.IndexOf(value, StringComparison.OrdinalIgnoreCase) >= 0;
        else if (filter.Is("ResourceType", "equals")) isWanted = _ => string.Equals(SandboxActivity.ResourceType, value, StringComparison.OrdinalIgnoreCase);
        else return filter.Refuse("Activity records", "CustomerId with equals, CompanyName with substring, ResourceType with equals");
        return null;
    }
}
