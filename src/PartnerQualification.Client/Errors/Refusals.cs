using Kind = PartnerQualification.PartnerCenterErrorKind;

namespace PartnerQualification.Client;

/// <summary>What the service's refusals mean, as data. The first row that fits counts.</summary>
internal static class Refusals
{
    private const string MfaMissing = "900421";

    private static readonly RefusalRule[] Rules =
    [
        new(400, Kind.CustomerNotFound, "900118"),
        new(400, Kind.ResourceChanged, "2055"),
        new(400, Kind.TaggingDenied) { Words = ["tagging denied"] },
        new(400, Kind.ValidationCodeExhausted) { Words = ["validation", "exhausted"], NeedsValidationCode = true },
        new(400, Kind.ValidationCodeExhausted) { Words = ["validation", "remaining"], NeedsValidationCode = true },
        new(400, Kind.ValidationCodeExhausted) { Words = ["validation", "no more"], NeedsValidationCode = true },
        new(400, Kind.InvalidProperty),
        new(401, Kind.MfaRequired, MfaMissing),
        new(401, Kind.SignInRequired),
        new(403, Kind.CustomerNotYours, "20002"),
        new(403, Kind.AccessDenied),
        new(404, Kind.CustomerNotFound) { NeedsCustomer = true },
        new(407, Kind.ConnectionFailed),
        new(408, Kind.ServiceUnavailable),
        new(409, Kind.AlreadyQualified) { NeedsCustomer = true },
        new(412, Kind.ResourceChanged),
        new(429, Kind.Throttled),
        new(422, Kind.InvalidProperty),
        new(0, Kind.UnexpectedResponse),
    ];

    public static bool IsMfaMissing(ServiceFault fault) => fault.Code == MfaMissing;

    public static Kind KindOf(int status, ServiceFault fault, ServiceRequest request) =>
        status >= 500 ? Kind.ServiceUnavailable : Array.Find(Rules, rule => rule.Fits(status, fault, request))!.Kind;
}
