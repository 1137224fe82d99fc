using System.Globalization;

namespace PartnerQualification.PowerShell;

/// <summary>
/// What a report of a problem needs. Every member is a version, a yes or no, a number, a time or a name from a fixed list; no text that a
/// user, the service or an exception wrote is in it, because such a text may hold a secret, a validation code or a customer.
/// </summary>
public sealed record PartnerQualificationDiagnostics
{
    /// <summary>When this was collected: ISO 8601 in UTC.</summary>
    public required string CollectedOn { get; init; }

    /// <summary>The version of this module, with the commit it was built from where that is known.</summary>
    public required string ModuleVersion { get; init; }

    /// <summary>Which edition of this module is loaded: net8.0 or net472.</summary>
    public required string ModuleEdition { get; init; }

    /// <summary>The version and edition of PowerShell.</summary>
    public required string PowerShell { get; init; }

    /// <summary>The program that hosts PowerShell, such as ConsoleHost.</summary>
    public required string HostName { get; init; }

    /// <summary>What scripts may do: FullLanguage, unless a policy restricts it.</summary>
    public required string LanguageMode { get; init; }

    /// <summary>The .NET that runs it.</summary>
    public required string Runtime { get; init; }

    /// <summary>The operating system and the processor's architecture.</summary>
    public required string OperatingSystem { get; init; }

    /// <summary>The culture of numbers and dates, and that of texts.</summary>
    public required string Culture { get; init; }

    /// <summary>The session; nothing where there is none.</summary>
    public DiagnosticSession? Session { get; init; }

    /// <summary>The imported modules with their versions.</summary>
    public required IReadOnlyList<string> Modules { get; init; }

    /// <summary>The libraries that this module brings and that are loaded, with their versions; those that another module brought are marked.</summary>
    public required IReadOnlyList<string> Libraries { get; init; }

    /// <summary>The last errors of this module's commands, the latest first.</summary>
    public required IReadOnlyList<DiagnosticError> Errors { get; init; }
}

/// <summary>What a report of a problem needs to know of the session; nobody's name, and no id.</summary>
/// <param name="Environment">The cloud, or Sandbox.</param>
/// <param name="Credentials">App+User or App; nothing where the token does not tell.</param>
/// <param name="MultifactorAuthentication">Whether the user did multifactor authentication.</param>
/// <param name="SignInMethod">The way the sign-in was done.</param>
/// <param name="IsConnected">Whether it was not disconnected.</param>
/// <param name="CanRenew">Whether another access token can be had when this one expires.</param>
/// <param name="ExpiresOn">Until when the access token is good: ISO 8601 in UTC.</param>
/// <param name="Interrupted">How many requests had left when a command was stopped, and were not shown.</param>
public sealed record DiagnosticSession(
    string Environment,
    string? Credentials,
    bool? MultifactorAuthentication,
    string SignInMethod,
    bool IsConnected,
    bool CanRenew,
    string? ExpiresOn,
    int Interrupted)
{
    /// <summary>Says it in one line.</summary>
    /// <returns>What is known.</returns>
    public override string ToString()
    {
        string?[] parts =
        [
            Environment,
            Credentials,
            MultifactorAuthentication switch { true => "with multifactor authentication", false => "without multifactor authentication", _ => null },
            SignInMethod,
            IsConnected ? "connected" : "disconnected",
            CanRenew ? "can renew" : "cannot renew",
            ExpiresOn is null ? null : $"until {ExpiresOn}",
            Interrupted > 0 ? $"{DiagnosticError.Number(Interrupted)} interrupted" : null,
        ];
        return DiagnosticError.Join(parts);
    }
}

/// <summary>An error without its words.</summary>
public sealed record DiagnosticError
{
    /// <summary>The id of the error, as docs/errors.md explains it, or PowerShell's own for parameters; nothing for an exception that has none.</summary>
    public string? ErrorId { get; init; }

    /// <summary>The command that failed.</summary>
    public string? Command { get; init; }

    /// <summary>The types of the exception and of what it came from, with the codes that .NET gives them.</summary>
    public required IReadOnlyList<string> Exceptions { get; init; }

    /// <summary>The methods in which an exception came about that is no error of Partner Center, the innermost first.</summary>
    public required IReadOnlyList<string> Methods { get; init; }

    /// <summary>The status of the answer, where one came.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The service's own error code.</summary>
    public string? ServiceCode { get; init; }

    /// <summary>Whether it is certain that the request has, or has not, taken effect.</summary>
    public bool? OutcomeIsKnown { get; init; }

    /// <summary>The id of the request.</summary>
    public Guid? RequestId { get; init; }

    /// <summary>The id under which the service logged the request: its support asks for it.</summary>
    public Guid? CorrelationId { get; init; }

    /// <summary>Says it in one line.</summary>
    /// <returns>The id, the command, and what is known besides.</returns>
    public override string ToString()
    {
        string?[] parts =
        [
            ErrorId,
            Command,
            StatusCode is { } status ? $"status {Number(status)}" : null,
            ServiceCode is { } code ? $"code {code}" : null,
            OutcomeIsKnown is false ? "outcome unknown" : null,
            CorrelationId is { } id ? $"correlation id {id}" : null,
            string.Join(" < ", Exceptions.Where(type => type != nameof(PartnerCenterException))),
            Methods.Count > 0 ? $"at {string.Join(" < ", Methods)}" : null,
        ];
        return Join(parts);
    }

    internal static string Join(string?[] parts) => string.Join(", ", parts.Where(part => !string.IsNullOrEmpty(part)));

    internal static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
