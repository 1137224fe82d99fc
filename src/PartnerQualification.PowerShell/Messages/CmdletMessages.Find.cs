using static PartnerQualification.Messages;

namespace PartnerQualification.PowerShell;

/// <summary>This part is about finding customers by name or domain.</summary>
internal static partial class CmdletMessages
{
    public const string FindActivity = "Finding customers";

    private const int ShortestBeginning = 3;

    public static ErrorText SearchTextUnusable(string parameter, string problem) => new(
        $"{parameter} {problem}. Nothing was looked up.",
        $"Give {parameter} as one text, or leave it out.");

    public static ErrorText SearchTextMissing() => new(
        "Neither Name nor Domain holds a text. Nothing was looked up.",
        "Give Name or Domain a text; what is piped in may be the name itself, or have it as Name, CompanyName or Domain. To list all customers, run Find-PartnerCustomer with neither, and pipe nothing in.");

    public static ErrorText SearchStarMisplaced(string parameter, string given, string beginning) => new(
        $"{parameter} {Quote(given)} has a * before its end. Nothing was looked up.",
        beginning.Length == 0
            ? "Partner Center finds a customer by the beginning of its name or domain: give that, with a * after it."
            : $"Partner Center finds a customer by the beginning of its name or domain: give {Typed(beginning)}, and choose among what comes.");

    public static ErrorText SearchStarAlone(string parameter) => new(
        $"{parameter} is a * alone. Nothing was looked up.",
        "Give a beginning before the *. To list all customers, run Find-PartnerCustomer without Name and Domain.");

    public static ErrorText SearchTextTooLong(string parameter, string given, int longest) => new(
        $"{parameter} {Quote(given)} is longer than {Number(longest)} characters. Nothing was looked up.",
        "Give a beginning of it, with a * after it.");

    /// <summary>No customer has what was looked for.</summary>
    public static ErrorText CustomerNowhere(CustomerSearch search, IReadOnlyList<Customer> near, int nearInAll)
    {
        var asked = search.Asked!;
        return near.Count == 0
            ? new($"No customer of this partner {LookedFor(search)}, and no {Noun(asked)} begins with {Quote(asked.Value)}.", NothingNear(asked))
            : new($"No customer of this partner {LookedFor(search)}. Near it: {Named(near, nearInAll)}.", $"Give one of these by its whole name, its domain or its id. {ListOf(asked, asked.Value)} lists all that begin so.");
    }

    /// <summary>More than one customer has what was looked for.</summary>
    public static ErrorText CustomersSeveral(CustomerSearch search, IReadOnlyList<Customer> matches, int matchesInAll) => new(
        $"More than one customer of this partner {LookedFor(search)}: {Named(matches, matchesInAll)}.",
        ErrorRows.RemedyOf(PartnerCenterErrorKind.CustomerAmbiguous));

    /// <summary>There are too many customers with that beginning to know whether one of them is the only one.</summary>
    public static ErrorText CustomersTooMany(CustomerSearch search, int read, IReadOnlyList<Customer> some)
    {
        var asked = search.Asked!;
        return new(
            $"More than {Number(read)} customers have a {Noun(asked)} that begins with {Quote(asked.Value)}, and no more of them were read to find out whether exactly one {LookedFor(search)}.{(some.Count == 0 ? string.Empty : $" Among them: {Named(some, some.Count)}.")}",
            $"{ErrorRows.RemedyOf(PartnerCenterErrorKind.CustomerAmbiguous)} {ListOf(asked, asked.Value)} lists all that begin so.");
    }

    /// <summary>A row's customer was given by a domain, and is not known.</summary>
    public static ErrorText CustomerNotLookedUp(string domain, PartnerCenterException why) => why.StatusCode is null && why.Kind is PartnerCenterErrorKind.CustomerNotFound or PartnerCenterErrorKind.CustomerAmbiguous
        ? new($"{why.WhatHappened} Nothing was sent for it.", why.Remedy)
        : new($"Customer {Quote(domain)} could not be looked up by its domain, and nothing was sent for it. {why.WhatHappened}", why.Remedy);

    public static string CustomerLookedUp(string domain, Customer customer) => $"The domain {Quote(domain)} is that of customer {customer.CustomerId}, {Name(customer.CompanyName)}.";

    public static string NobodyFound(CustomerSearch search) => search.Asked is null ? "This partner has no customers." : $"No customer of this partner {LookedFor(search)}.";

    private static string LookedFor(CustomerSearch search) => (search.Name, search.Domain) switch
    {
        ({ } name, null) => LookedFor(name),
        (null, { } domain) => LookedFor(domain),
        ({ } name, { } domain) => $"{LookedFor(name)} and {LookedFor(domain)}",
        _ => "is there",
    };

    private static string LookedFor(CustomerText text) => (text.Field, text.IsWhole) switch
    {
        (CustomerField.Domain, true) => $"has the domain {Quote(text.Value)}",
        (CustomerField.Domain, false) => $"has a domain that begins with {Quote(text.Value)}",
        (_, true) => $"is called {Quote(text.Value)}",
        (_, false) => $"has a name that begins with {Quote(text.Value)}",
    };

    private static string NothingNear(CustomerText asked)
    {
        var beginning = $"Look for a shorter beginning: {ListOf(asked, Beginning(asked))}.";
        if (asked.Field == CustomerField.Domain) return $"{beginning} Partner Center lists one domain of each customer, which may be another one, such as its …onmicrosoft.com.";
        return DomainName.TryParse(asked.Value, out _) ? $"{beginning} Where it is a domain, give it as Domain." : beginning;
    }

    /// <summary>A beginning that is worth trying where nothing begins with the whole: the first word, or the first half of the only one.</summary>
    private static string Beginning(CustomerText asked)
    {
        var end = asked.Value.IndexOf(asked.Field == CustomerField.Domain ? '.' : ' ');
        return asked.Value.Substring(0, end >= ShortestBeginning ? end : Math.Min(asked.Value.Length, Math.Max(ShortestBeginning, asked.Value.Length / 2)));
    }

    private static string ListOf(CustomerText asked, string beginning) => $"Find-PartnerCustomer -{asked.Parameter} {Typed(beginning)}";

    /// <summary>A beginning as it is typed at a prompt.</summary>
    private static string Typed(string beginning) => $"'{PlainText.OneLine(beginning, LongestQuotation).Replace("'", "''")}*'";

    private static string Noun(CustomerText text) => text.Field == CustomerField.Domain ? "domain" : "name";

    private static string Named(IReadOnlyList<Customer> customers, int inAll) =>
        string.Join("; ", customers.Select(customer => $"{Name(customer.CompanyName)} ({Name(customer.Domain)}, {customer.CustomerId})")) + (inAll > customers.Count ? $"; and {Number(inAll - customers.Count)} more" : string.Empty);
}
