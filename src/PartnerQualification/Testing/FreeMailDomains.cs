namespace PartnerQualification;

/// <summary>Domains where everybody gets an e-mail address. A review does not take one of them for the customer's own.</summary>
internal static class FreeMailDomains
{
    // They give addresses under the endings of many countries: yahoo.com, yahoo.fr, yahoo.co.uk, yahoo.com.br.
    private static readonly HashSet<string> InManyCountries = new(StringComparer.OrdinalIgnoreCase) { "yahoo", "hotmail", "outlook", "live", "gmx", "yandex" };

    private static readonly HashSet<string> Others = new(StringComparer.OrdinalIgnoreCase)
    {
        "gmail.com", "googlemail.com", "msn.com", "ymail.com", "rocketmail.com", "aol.com", "icloud.com", "me.com", "mac.com", "mail.com", "email.com",
        "proton.me", "protonmail.com", "pm.me", "tutanota.com", "tuta.com", "fastmail.com", "hushmail.com", "zoho.com", "inbox.com",
        "web.de", "freenet.de", "t-online.de", "mail.ru", "inbox.ru", "list.ru", "bk.ru", "rambler.ru", "qq.com", "163.com", "126.com", "sina.com", "naver.com",
        "daum.net", "hanmail.net", "rediffmail.com", "libero.it", "virgilio.it", "orange.fr", "wanadoo.fr", "free.fr", "laposte.net", "sfr.fr",
        "uol.com.br", "bol.com.br", "terra.com.br", "seznam.cz", "wp.pl", "o2.pl", "onet.pl", "interia.pl", "bigpond.com", "btinternet.com", "comcast.net", "att.net", "verizon.net",
    };

    /// <summary>Whether a domain is one of them.</summary>
    /// <param name="domain">The part of an address after the @.</param>
    public static bool Includes(string domain)
    {
        if (Others.Contains(domain)) return true;
        var labels = domain.Split('.');
        return InManyCountries.Contains(labels[0]) && labels.Length switch
        {
            2 => labels[1].Length == 2 || Is(labels[1], "com") || Is(labels[1], "net"),
            3 => labels[2].Length == 2 && (Is(labels[1], "co") || Is(labels[1], "com")),
            _ => false,
        };
    }

    private static bool Is(string label, string known) => string.Equals(label, known, StringComparison.OrdinalIgnoreCase);
}
