using System.Text.RegularExpressions;

namespace PartnerQualification.PowerShell.Tests;

/// <summary>Where texts for users stand in the source, and for whom.</summary>
public sealed partial class SourceTextTests
{
    // Texts of signing in stay with what they explain.
    private static readonly string[] OfSigningIn = ["SignInFailures.cs", "SignInMessages.cs"];

    [Theory]
    [InlineData("PartnerQualification")]
    [InlineData("PartnerQualification.Client")]
    public void Texts_that_CSharp_callers_read_name_no_command_and_no_parameter(string project)
    {
        var texts = SourceTexts.Of(project).ToArray();

        Assert.NotEmpty(texts);
        Assert.Empty(texts.Where(text => CommandOrParameter().IsMatch(text.Text)).Select(text => $"{text.File}: {text.Text}"));
    }

    [Theory]
    [InlineData("PartnerQualification")]
    [InlineData("PartnerQualification.Client")]
    [InlineData("PartnerQualification.PowerShell")]
    public void Sentences_stand_where_messages_are_kept(string project)
    {
        var texts = SourceTexts.Of(project).ToArray();

        Assert.NotEmpty(texts);
        Assert.Empty(texts.Where(text => !IsForMessages(text.File) && IsSentence(text.Text)).Select(text => $"{text.File}: {text.Text}"));
    }

    [GeneratedRegex(@"\b(Get|Set|Wait|Connect|Disconnect|Find|Test|Export)-[A-Z]|(?<![\w-])-[A-Z][A-Za-z]+\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CommandOrParameter();

    private static bool IsForMessages(string file) =>
        file.Contains("/Messages/", StringComparison.Ordinal) || OfSigningIn.Contains(Path.GetFileName(file), StringComparer.Ordinal);

    /// <summary>Three words or more besides what is filled in, with a capital letter or something filled in at the beginning, and an end.</summary>
    private static bool IsSentence(string text) =>
        text.Split(' ').Count(word => word.Any(char.IsLetter)) >= 3 && (char.IsUpper(text[0]) || text[0] == '{') && text.TrimEnd()[^1] is '.' or '!' or '?';
}
