using System.Runtime.InteropServices;

namespace PartnerQualification;

/// <summary>
/// Says what would become of requests, row by row in the order of the rows: a row may ask for what an earlier one asks for, or find
/// a validation code used up by earlier ones. Of each row that would be sent it keeps a few dozen bytes. docs/decisions/0018 has the order of the rules.
/// Not for several threads at once.
/// </summary>
/// <param name="cannotSet">Why the session cannot set anything; nothing where it can.</param>
internal sealed class RequestJudge(PartnerCenterException? cannotSet = null)
{
    private readonly Dictionary<(Guid, byte), EarlierRow> toBeSent = [];
    private readonly Dictionary<string, int> codeUses = new(StringComparer.Ordinal);

    /// <summary>What would become of a request.</summary>
    /// <param name="row">The row's number.</param>
    /// <param name="request">The request.</param>
    /// <param name="findings">What reading brought of the customer.</param>
    /// <param name="codes">The partner's validation codes; nothing where the request needs none.</param>
    /// <param name="known">How many requests for it are known; nothing where nobody could find out.</param>
    public QualificationVerdict Judge(long row, QualificationRequest request, CustomerFindings findings, ValidationCodesRead? codes, int? known)
    {
        var finding = OfFailure(findings.Failure)
            ?? OfHeld(request, findings.Held)
            ?? OfEarlierRow(request)
            ?? OfSegment(request)
            ?? OfAccount(findings.Account)
            ?? OfCode(request, codes)
            ?? OfDenial(request, findings.Held, known)
            ?? OfSession()
            ?? new Finding(Verdict.Ready);
        var wouldBeSent = finding.Verdict is Verdict.Ready or Verdict.DeniedBefore or Verdict.SessionCannotSet;
        var verdict = GivenRequest.Of(request).ToVerdict(row, finding.Verdict) with
        {
            CompanyName = findings.Profile?.CompanyName,
            Reason = finding.Reason,
            Remedy = finding.Remedy,
            Hints = wouldBeSent ? Hints(request, findings) : null,
            RequestsKnown = known,
            HeldNow = findings.Failure is null ? Messages.Held(findings.Held) : null,
        };
        if (wouldBeSent) Note(row, request);
        return verdict;
    }

    /// <summary>The verdict on a row that breaks a rule, in the words of the error that it would be.</summary>
    /// <param name="row">The row's number.</param>
    /// <param name="given">The row, as given.</param>
    /// <param name="error">The error.</param>
    public static QualificationVerdict Refuse(long row, GivenRequest given, PartnerCenterException error) => Of(row, given, error, OfRefusal(error));

    /// <summary>The verdict on a row of which nothing is known because of an error of another kind.</summary>
    /// <param name="row">The row's number.</param>
    /// <param name="given">The row, as given.</param>
    /// <param name="error">The error.</param>
    public static QualificationVerdict Unread(long row, GivenRequest given, PartnerCenterException error) => Of(row, given, error, Verdict.Unreadable);

    /// <summary>The verdict on a request whose customer could not be read.</summary>
    /// <param name="row">The row's number.</param>
    /// <param name="given">The row, as given.</param>
    /// <param name="error">The error.</param>
    public static QualificationVerdict Fail(long row, GivenRequest given, PartnerCenterException error)
    {
        var finding = OfFailure(error)!;
        return Of(row, given, error, finding.Verdict) with { Reason = finding.Reason, Remedy = finding.Remedy };
    }

    /// <summary>A customer that is given by its domain is looked up before its row is a request: nobody may have the domain, and the service may have failed.</summary>
    private static Verdict OfRefusal(PartnerCenterException error) => error switch
    {
        { Kind: PartnerCenterErrorKind.CustomerNotFound } => Verdict.CustomerNotFound,
        { RequestId: not null } => Verdict.Unreadable,
        _ => Verdict.Invalid,
    };

    private static QualificationVerdict Of(long row, GivenRequest given, PartnerCenterException error, Verdict verdict) =>
        given.ToVerdict(row, verdict) with { Reason = error.WhatHappened, Remedy = error.Remedy };

    private static Finding? OfFailure(PartnerCenterException? error) => error?.Kind switch
    {
        null => null,
        PartnerCenterErrorKind.CustomerNotFound => new Finding(Verdict.CustomerNotFound, ErrorKinds.Of(error.Kind).Meaning, error.Remedy),
        PartnerCenterErrorKind.CustomerNotYours => new Finding(Verdict.CustomerNotYours, ErrorKinds.Of(error.Kind).Meaning, error.Remedy),
        PartnerCenterErrorKind.AccountUnderReview => new Finding(Verdict.AccountUnderReview, Messages.AccountIsUnderReview, Messages.AwaitAccount),
        PartnerCenterErrorKind.AccountNotApproved => new Finding(Verdict.AccountNotApproved, Messages.AccountIsNotApproved, Messages.AskAboutAccount),
        _ => new Finding(Verdict.Unreadable, error.WhatHappened, error.Remedy),
    };

    private static Finding? OfHeld(QualificationRequest request, IReadOnlyList<CustomerQualification> held)
    {
        foreach (var one in held)
        {
            if (!IsOf(request, one) || one.IsDenied) continue;
            return one.IsDecided
                ? new Finding(Verdict.AlreadyHeld, Messages.HeldAlready(one), Messages.LeaveOut)
                : new Finding(Verdict.InReview, Messages.RequestedAlready(one), Messages.AwaitDecision);
        }

        return null;
    }

    private Finding? OfEarlierRow(QualificationRequest request) => toBeSent.TryGetValue(Key(request), out var earlier)
        ? new Finding(Verdict.Duplicate, Messages.SameAsRow(earlier.Row, earlier.Values == Values(request)), earlier.Values == Values(request) ? Messages.LeaveOut : Messages.KeepOneRow)
        : null;

    private static Finding? OfAccount(CustomerAccount? account)
    {
        if (account is null) return null;
        if (account.IsIn(AccountStatuses.UnderReview)) return new Finding(Verdict.AccountUnderReview, Messages.AccountIsUnderReview, Messages.AwaitAccount);
        return account.IsIn(AccountStatuses.NotAllowed) ? new Finding(Verdict.AccountNotApproved, Messages.AccountIsNotApproved, Messages.AskAboutAccount) : null;
    }

    private static Finding? OfSegment(QualificationRequest request) => request.Qualification == Qualifications.Education && request.EducationSegment is null
        ? new Finding(Verdict.SegmentMissing, Messages.NoSegment, Messages.ChooseSegment)
        : null;

    private Finding? OfCode(QualificationRequest request, ValidationCodesRead? codes)
    {
        if (codes is null || request.ValidationCode is not { } wanted) return null;
        if (codes.Failure is not null) return OfFailure(codes.Failure);
        if (codes.Codes.FirstOrDefault(known => string.Equals(known.ValidationId, wanted, StringComparison.Ordinal)) is not { } code)
        {
            return new Finding(Verdict.CodeUnknown, Messages.CodeUnknown(wanted), ErrorKinds.Of(PartnerCenterErrorKind.ValidationCodeRequired).Remedy);
        }

        codeUses.TryGetValue(wanted, out var used);
        return code.RemainingCreates is { } remaining && used >= remaining
            ? new Finding(Verdict.CodeExhausted, Messages.CodeUsedUp(wanted, remaining), ErrorKinds.Of(PartnerCenterErrorKind.ValidationCodeExhausted).Remedy)
            : null;
    }

    private static Finding? OfDenial(QualificationRequest request, IReadOnlyList<CustomerQualification> held, int? known) =>
        held.LastOrDefault(one => IsOf(request, one)) is { } denied ? new Finding(Verdict.DeniedBefore, Messages.DeniedBefore(denied), Messages.CorrectBeforeAgain(denied, known)) : null;

    private Finding? OfSession() => cannotSet is null ? null : new Finding(Verdict.SessionCannotSet, cannotSet.WhatHappened, cannotSet.Remedy);

    private string? Hints(QualificationRequest request, CustomerFindings findings)
    {
        var hints = RequestHints.For(request, findings.Held, findings.Profile).Concat(HintsOfRows(request)).Concat(HintsOfReading(findings)).ToArray();
        return hints.Length == 0 ? null : string.Join(" ", hints);
    }

    /// <summary>Earlier rows that ask for another qualification of the same customer.</summary>
    private IEnumerable<string> HintsOfRows(QualificationRequest request)
    {
        foreach (var other in Qualifications.Settable)
        {
            if (!QualificationPairs.IsListed(request.Qualification, other) && toBeSent.TryGetValue(Key(request.CustomerId, other), out var earlier))
            {
                yield return Messages.HintPairInRow(request.Qualification, other, earlier.Row);
            }
        }
    }

    private static IEnumerable<string> HintsOfReading(CustomerFindings findings)
    {
        if (findings.Account is { } account && !account.IsIn(AccountStatuses.Allowed)) yield return Messages.HintAccountState(account.Status);
        if (findings.AccountFailure is { } noAccount) yield return Messages.HintAccountUnread(noAccount);
        if (findings.ProfileFailure is { } noProfile) yield return Messages.HintProfileUnread(noProfile);
    }

    private void Note(long row, QualificationRequest request)
    {
        toBeSent[Key(request)] = new EarlierRow(row, Values(request));
        if (request.ValidationCode is not { } code) return;
        codeUses.TryGetValue(code, out var used);
        codeUses[code] = used + 1;
    }

    private static bool IsOf(QualificationRequest request, CustomerQualification held) => string.Equals(held.Qualification, request.Qualification, StringComparison.OrdinalIgnoreCase);

    private static (Guid, byte) Key(QualificationRequest request) => Key(request.CustomerId, request.Qualification);

    private static (Guid, byte) Key(string customerId, string qualification) => (Guid.Parse(customerId), Qualifications.NumberOf(qualification));

    /// <summary>Tells apart rows with other values. Two of a thousand million may have the same number, and then one of two texts says it less exactly.</summary>
    private static int Values(QualificationRequest request) => (request.EducationSegment, request.Website, request.ValidationCode).GetHashCode();

    /// <summary>What one rule says.</summary>
    private sealed record Finding(Verdict Verdict, string? Reason = null, string? Remedy = null);

    /// <summary>An earlier row that would be sent.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct EarlierRow(long Row, int Values);
}

/// <summary>A row as it was given, whether or not it is a request.</summary>
internal sealed record GivenRequest(string? CustomerId, string? Qualification, string? EducationSegment, string? Website, string? ValidationCode)
{
    /// <summary>The row of a request.</summary>
    public static GivenRequest Of(QualificationRequest request) => new(request.CustomerId, request.Qualification, request.EducationSegment, request.Website, request.ValidationCode);

    /// <summary>A verdict on the row, as far as the row itself tells.</summary>
    public QualificationVerdict ToVerdict(long row, Verdict verdict) => new()
    {
        Row = row,
        CustomerId = CustomerId ?? string.Empty,
        Qualification = Qualification,
        EducationSegment = EducationSegment,
        Website = Website,
        ValidationCode = ValidationCode,
        Verdict = verdict,
    };
}
