using System.Management.Automation;
using System.Text.RegularExpressions;
using PartnerQualification.HostedEngine;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>samples/Tour.ps1, the README's first command, as a person sees it.</summary>
public sealed class TourTests(TourTests.Tours tours) : IClassFixture<TourTests.Tours>
{
    private const int Narrow = 80;
    private const int Wide = 120;

    [Theory]
    [InlineData(Narrow)]
    [InlineData(Wide)]
    public void Comes_to_its_end_with_the_one_error_that_it_shows(int width)
    {
        var tour = tours.At(width);

        Assert.Null(tour.Run.TerminatingError);
        Assert.Equal(["AlreadyQualified"], tour.ErrorIds);
        Assert.Contains("Approved", tour.Run.Lines.Last(line => line.Contains("Education", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Narrow)]
    [InlineData(Wide)]
    public void Lines_fit_the_window(int width) =>
        Assert.All(tours.At(width).Run.Lines, line => Assert.InRange(line.Length, 0, width));

    [Theory]
    [InlineData(Narrow)]
    [InlineData(Wide)]
    public void Rows_of_tables_are_whole(int width)
    {
        var lines = tours.At(width).Run.Lines;
        var rows = lines.Index().Where(line => line.Item.StartsWith("----", StringComparison.Ordinal))
            .SelectMany(rule => lines.Skip(rule.Index + 1).TakeWhile(line => line.Length > 0)).ToArray();

        // 2 codes, 16 customers, 1 review, 2 others, 13 others, 1 decision.
        Assert.Equal(35, rows.Length);
        Assert.DoesNotContain(rows, row => row.StartsWith(' ') || (width == Wide && row.Contains('…', StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(Narrow)]
    [InlineData(Wide)]
    public void Sentences_are_broken_between_words(int width)
    {
        var tour = tours.At(width);
        var text = Flat(tour.Run.Shown);

        Assert.Contains(Flat(tour.Run.Questions[0].Message), text, StringComparison.Ordinal);
        Assert.Contains("What if: ", text, StringComparison.Ordinal);
        Assert.Contains(Flat(tour.Errors[0].ErrorDetails.Message), text, StringComparison.Ordinal);
        Assert.Contains(Flat(tour.Errors[0].ErrorDetails.RecommendedAction), text, StringComparison.Ordinal);
    }

    [Fact]
    public void Asks_one_question_and_shows_its_answer()
    {
        var run = tours.At(Wide).Run;

        Assert.Single(run.Questions);
        Assert.Contains(run.Lines, line => line.EndsWith("(default is \"Y\"): y", StringComparison.Ordinal));
    }

    [Fact]
    public void Shows_how_far_many_customers_are() =>
        Assert.Contains(tours.At(Wide).Run.Progress, record => record.StatusDescription.EndsWith("per second", StringComparison.Ordinal));

    [Fact]
    public void Titles_and_commands_are_whole_in_a_narrow_window_too()
    {
        var commands = Commands(Narrow);

        Assert.Contains("PS> $customers = Get-CustomerQualification -All -IncludeUnqualified |", commands, StringComparer.Ordinal);
        Assert.Contains(">>     Where-Object Qualification -EQ None", commands, StringComparer.Ordinal);
        Assert.Contains("# Who has no qualification?", commands, StringComparer.Ordinal);
        Assert.Equal(Commands(Wide), commands);
    }

    [Fact]
    public void Unattended_it_asks_nothing_and_does_the_same()
    {
        var tour = new Tour(new EngineOptions { CanAsk = false }, "-Unattended");

        Assert.Null(tour.Run.TerminatingError);
        Assert.Empty(tour.Run.Questions);
        Assert.Equal(["AlreadyQualified"], tour.ErrorIds);
        Assert.Contains(tour.Run.Lines, line => line.Contains("Approved", StringComparison.Ordinal) && line.Contains("Education", StringComparison.Ordinal));
    }

    private string[] Commands(int width) =>
        [.. tours.At(width).Run.Lines.Where(line => line.StartsWith("# ", StringComparison.Ordinal) || line.StartsWith("PS> ", StringComparison.Ordinal) || line.StartsWith(">> ", StringComparison.Ordinal))];

    private static string Flat(string text) => Regex.Replace(text, @"[\s|]+", " ", RegexOptions.None, TimeSpan.FromSeconds(1));

    /// <summary>One run of the tour, which takes seconds: the engine gives up on a script after a minute.</summary>
    public sealed class Tour
    {
        internal Tour(EngineOptions options, string parameters)
        {
            using var engine = new ModuleEngine(options);
            if (options.CanAsk) engine.Answer("y");
            Run = engine.Show($"param($tour) & $tour {parameters}", Path.Combine(TestRun.Folder, "..", "..", "samples", "Tour.ps1"));
            Errors = [.. engine.Run("$Error").Output.Select(error => (ErrorRecord)error.BaseObject)];
        }

        internal ScriptRun Run { get; }

        /// <summary>Everything in <c>$Error</c>.</summary>
        internal IReadOnlyList<ErrorRecord> Errors { get; }

        internal IReadOnlyList<string> ErrorIds => [.. Errors.Select(ScriptRun.IdOf)];
    }

    /// <summary>The tour in windows of several widths, each run once.</summary>
    public sealed class Tours
    {
        private readonly Dictionary<int, Tour> tours = [];

        internal Tour At(int width)
        {
            if (!tours.TryGetValue(width, out var tour)) tours[width] = tour = new Tour(new EngineOptions { Width = width, WrapsAtWords = true }, string.Empty);
            return tour;
        }
    }
}
