using System.Diagnostics;
using System.Text;

namespace PartnerQualification.Cmdlets.Tests;

/// <summary>Collects what a process writes, both streams in the order of writing.</summary>
internal sealed class ProcessOutput
{
    private readonly Process process;
    private readonly StringBuilder lines = new();

    public ProcessOutput(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
    }

    /// <summary>What has been written by now.</summary>
    public string Text
    {
        get
        {
            lock (lines) return lines.ToString().Trim();
        }
    }

    /// <summary>Begins to read; the process must have been started.</summary>
    public void Begin()
    {
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private void Add(string? line)
    {
        // That a stream has ended is told by no line at all, and the other one may not have ended yet.
        if (line is null) return;
        lock (lines) lines.AppendLine(line);
    }
}
