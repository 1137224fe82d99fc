using System.Management.Automation;
using PartnerQualification.HostedEngine;

namespace PartnerQualification.Samples;

/// <summary>The console as the screen of an engine. Where the output goes to a file or a pipe, it has no colours and no progress.</summary>
internal sealed class ConsoleScreen : IScreen
{
    private const int WidthOfFiles = 120;

    private readonly Lock gate = new();
    private readonly bool isTerminal = !Console.IsOutputRedirected;
    private int drawn;

    public ConsoleScreen()
    {
        Width = isTerminal && Console.WindowWidth > 0 ? Console.WindowWidth : WidthOfFiles;
        HasColours = isTerminal
            && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            && Environment.GetEnvironmentVariable("TERM") != "dumb"
            && ConsoleMode.TakesEscapeSequences();
    }

    /// <summary>How many columns it has.</summary>
    public int Width { get; }

    /// <inheritdoc/>
    public bool HasColours { get; }

    /// <inheritdoc/>
    public void Write(string text)
    {
        lock (gate)
        {
            Erase();
            Console.Write(text);
        }
    }

    /// <inheritdoc/>
    public void Show(ProgressRecord progress)
    {
        if (!isTerminal) return;
        lock (gate)
        {
            Erase();
            if (progress.RecordType == ProgressRecordType.Completed) return;
            var line = $"{progress.Activity}: {progress.StatusDescription}";
            // The last column stays free: some consoles begin a new line when it is written.
            line = line[..Math.Min(line.Length, Width - 1)];
            Console.Write(line);
            drawn = line.Length;
        }
    }

    /// <summary>Takes the line of progress away, which is the last thing that was drawn.</summary>
    private void Erase()
    {
        if (drawn == 0) return;
        Console.Write($"\r{new string(' ', drawn)}\r");
        drawn = 0;
    }
}
