namespace PartnerQualification;

/// <summary>What ends a run over many customers, and what only one of them has met.</summary>
internal static class RunEnd
{
    /// <summary>Whether an error is no failure of a customer's, and everybody meets it. Such are long pauses, outages, and a journal that cannot be written.</summary>
    public static bool IsToldOnce(PartnerCenterException error) =>
        error.MeetsEveryRequest && (ErrorKinds.Of(error.Kind).PassesByItself || error.Kind == PartnerCenterErrorKind.JournalFailed);

    /// <summary>What a run ends with because of a row's error; nothing where it goes on. A row may fail for itself because of such an error, where it is open.</summary>
    public static PartnerCenterException? CauseIn(PartnerCenterException? error) =>
        error is null || error.MeetsEveryRequest ? error : error.InnerException is PartnerCenterException { MeetsEveryRequest: true } cause ? cause : null;
}
