namespace PartnerQualification.PowerShell;

/// <summary>The client checks the endpoint too; here it becomes an error with an id.</summary>
internal static class EndpointCheck
{
    public static Uri? Require(Uri? endpoint) => endpoint is null || EndpointRule.Allows(endpoint)
        ? endpoint
        : throw new PartnerCenterException(PartnerCenterErrorKind.InvalidProperty, Messages.EndpointRefused(endpoint));
}
