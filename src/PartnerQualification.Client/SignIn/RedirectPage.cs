namespace PartnerQualification.Client;

/// <summary>What the browser shows at the end of the sign-in.</summary>
internal static class RedirectPage
{
    public static string SignedIn { get; } = Page(Messages.SignedInPage);

    public static string NotSignedIn { get; } = Page(Messages.NotSignedInPage);

    public static string NotTheAnswer { get; } = Page(Messages.NotTheAnswerPage);

    private static string Page(string sentence) =>
        $"<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>PartnerQualification</title></head><body><p>{sentence}</p></body></html>";
}
