using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Identity.Client;

namespace PartnerQualification.Client;

/// <summary>Turns what ends a sign-in into an error that explains itself. No exception of MSAL's leaves this assembly.</summary>
/// <param name="request">What was asked for.</param>
internal sealed class SignInExplainer(SignInRequest request)
{
    private readonly bool isAttended = SignInRules.IsAttended(request.Method);

    /// <summary>Runs a step of a sign-in.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> step, string? claims, CancellationToken cancellationToken)
    {
        try
        {
            return await step().ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // MSAL has several exceptions for this; callers expect one.
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception exception) when (exception is MsalException or SignInConditionException or HttpRequestException or CryptographicException or JsonException or OperationCanceledException)
        {
            throw Explain(exception, claims);
        }
    }

    private PartnerCenterException Explain(Exception exception, string? claims)
    {
        var error = SignInServiceError.Read(exception);
        var (failure, code) = SignInFailures.Find(error.Numbers.Concat(Conditions(exception, claims)));
        var serviceCode = ServiceCode(exception, error.Numbers, code);
        var correlationId = CorrelationId(exception);
        var detail = (exception as SignInConditionException)?.Detail;
        return new PartnerCenterException(failure.Kind, SignInMessages.Describe(failure, request, isAttended, serviceCode, error.Words, correlationId, detail), FrameworkCause(exception))
        {
            ErrorId = failure.ErrorId,
            ServiceCode = serviceCode,
            ServiceMessage = error.Words,
            CorrelationId = correlationId,
            StatusCode = exception is MsalServiceException { StatusCode: > 0 } service ? (HttpStatusCode)service.StatusCode : null,
        };
    }

    /// <summary>What else the failure can be recognised by, the most specific first.</summary>
    private static IEnumerable<string> Conditions(Exception exception, string? claims)
    {
        if (exception is SignInConditionException condition) yield return condition.Condition;
        if (exception is JsonException) yield return SignInCondition.AnswerUnreadable;
        if (exception is MsalUiRequiredException && claims is not null) yield return SignInCondition.ClaimsWanted;
        if (exception is MsalServiceException service && ConditionOf(service.StatusCode) is { } byStatus) yield return byStatus;
        if (exception is MsalException msal) yield return msal.ErrorCode;
        foreach (var cause in Causes(exception))
        {
            if (cause is CryptographicException) yield return SignInCondition.CertificateUnusable;
            if (IsProxyRefusal(cause)) yield return SignInCondition.ProxyRefused;
            if (cause is AuthenticationException) yield return SignInCondition.InsecureConnection;
        }

        if (Causes(exception).Any(cause => cause is HttpRequestException or OperationCanceledException)) yield return SignInCondition.NoNetwork;
    }

    private static string? ConditionOf(int status) => status switch
    {
        (int)HttpStatusCode.ProxyAuthenticationRequired => SignInCondition.ProxyRefused,
        429 => SignInCondition.TooManyRequests,
        >= 500 => SignInCondition.ServiceDown,
        _ => null,
    };

    private static bool IsProxyRefusal(Exception cause) =>
#if NETSTANDARD2_0
        // .NET Framework has the status in the response, .NET in the message only: no property holds it in both.
        (cause is WebException { Response: HttpWebResponse { StatusCode: HttpStatusCode.ProxyAuthenticationRequired } })
        || (cause is HttpRequestException && cause.Message.Contains("'407'"));
#else
        cause is HttpRequestException { StatusCode: HttpStatusCode.ProxyAuthenticationRequired };
#endif

    private static IEnumerable<Exception> Causes(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException) yield return cause;
    }

    private static string? ServiceCode(Exception exception, IReadOnlyList<string> numbers, string? code)
    {
        var number = code is not null && numbers.Contains(code, StringComparer.Ordinal) ? code : numbers.Count > 0 ? numbers[0] : null;
        if (number is not null) return $"AADSTS{number}";
        return exception is MsalException msal ? msal.ErrorCode : null;
    }

    private static Guid? CorrelationId(Exception exception) =>
        exception is MsalException msal && Guid.TryParse(msal.CorrelationId, out var id) ? id : null;

    /// <summary>The exception of the framework that caused the failure, as the inner exception. MSAL's own must not leave this assembly.</summary>
    private static Exception? FrameworkCause(Exception exception) =>
        Causes(exception).FirstOrDefault(cause => cause is HttpRequestException or CryptographicException);
}
