using PartnerQualification.Tests.Support;

namespace PartnerQualification.Tests.Documentation;

public sealed class ReadmeTests
{
    [Fact]
    public void Readme_shows_the_example_that_is_compiled_here()
    {
        var shown = Between(Lines("README.md"), "```csharp", "```");
        var compiled = Between(Lines("tests/PartnerQualification.Tests/Documentation/ReadmeExample.cs"), "        // README begins", "        // README ends");

        Assert.NotEmpty(compiled);
        Assert.Equal(compiled.Select(line => line.Length > 8 ? line[8..] : line), shown.SkipWhile(IsDirectiveOrBlank), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Example_of_the_readme_sets_a_qualification()
    {
        var before = Console.Out;
        using var output = new StringWriter();
        Console.SetOut(output);
        try
        {
            await ReadmeExample.RunAsync();
        }
        finally
        {
            Console.SetOut(before);
        }

        Assert.Equal("c0000000-0000-4000-8000-000000000001: Education, InReview", output.ToString().Trim());
    }

    private static List<string> Between(IEnumerable<string> lines, string first, string last) =>
        [.. lines.SkipWhile(line => line != first).Skip(1).TakeWhile(line => line != last)];

    private static bool IsDirectiveOrBlank(string line) =>
        line.Length == 0 || (line.StartsWith("using ", StringComparison.Ordinal) && !line.Contains('=', StringComparison.Ordinal));

    private static string[] Lines(string file) => File.ReadAllLines(Path.Combine(Repository.Root, file));
}
