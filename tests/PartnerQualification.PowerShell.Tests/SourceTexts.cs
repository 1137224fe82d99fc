using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PartnerQualification.PowerShell.Tests;

/// <summary>
/// The texts that stand in the source: string literals, joined where they are joined by +, with {} for what is filled in. Left out are the
/// arguments of attributes, and what checks of an invariant (Require) and exceptions say that mean a mistake in a program.
/// </summary>
internal static class SourceTexts
{
    private static readonly string[] OfMistakes = [nameof(ArgumentException), nameof(ArgumentOutOfRangeException), nameof(InvalidOperationException)];

    public static string Root { get; } = typeof(SourceTexts).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "RepositoryRoot").Value!;

    /// <summary>The texts of a project, each with its file's path below src.</summary>
    public static IEnumerable<(string File, string Text)> Of(string project)
    {
        var source = Path.Combine(Root, "src");
        var files = Directory.EnumerateFiles(Path.Combine(source, project), "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path: file, Name: Path.GetRelativePath(source, file).Replace('\\', '/')))
            .Where(file => !file.Name.Contains("/obj/", StringComparison.Ordinal) && !file.Name.Contains("/bin/", StringComparison.Ordinal));
        return files.SelectMany(file => OfFile(File.ReadAllText(file.Path)).Select(text => (file.Name, text)));
    }

    // Each file is read as both editions compile it.
    private static IEnumerable<string> OfFile(string code) => new[] { "NET", "NETSTANDARD2_0" }
        .SelectMany(symbol => CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.Preview, preprocessorSymbols: [symbol])).GetRoot().DescendantNodes(HoldsTexts))
        .Where(node => node is ExpressionSyntax && !IsPartOfText(node))
        .Select(TextOf)
        .OfType<string>()
        .Distinct(StringComparer.Ordinal);

    private static bool HoldsTexts(SyntaxNode node) =>
        node switch
        {
            AttributeListSyntax => false,
            ObjectCreationExpressionSyntax creation => !OfMistakes.Contains(creation.Type.ToString(), StringComparer.Ordinal),
            InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "Require" } } => false,
            _ => true,
        };

    private static bool IsPartOfText(SyntaxNode node) => node.Parent is BinaryExpressionSyntax sum && TextOf(sum) is not null;

    private static string? TextOf(SyntaxNode? node) => node switch
    {
        LiteralExpressionSyntax literal when literal.Token.Value is string text => text,
        InterpolatedStringExpressionSyntax interpolated => string.Concat(interpolated.Contents.Select(part => part is InterpolatedStringTextSyntax text ? text.TextToken.ValueText : "{}")),
        ParenthesizedExpressionSyntax inner => TextOf(inner.Expression),
        BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression) && (TextOf(sum.Left) ?? TextOf(sum.Right)) is not null => (TextOf(sum.Left) ?? "{}") + (TextOf(sum.Right) ?? "{}"),
        _ => null,
    };
}
