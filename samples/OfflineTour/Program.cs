// The cmdlets at work, on a machine that has nothing but the .NET SDK: samples/Tour.ps1 in a hosted PowerShell engine.
using System.Reflection;
using PartnerQualification.HostedEngine;
using PartnerQualification.Samples;

var root = typeof(ConsoleScreen).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "RepositoryRoot").Value!;
var screen = new ConsoleScreen();
using var engine = Engine.Open(new EngineOptions { Width = screen.Width, WrapsAtWords = true, Screen = screen });

// The script asks one question, and nobody has to sit here to answer it.
engine.Host.Window.Answer("y");
try
{
    var run = engine.Show("param($tour) $ErrorActionPreference = 'Stop'; & $tour", Path.Combine(root, "samples", "Tour.ps1"));
    return run.TerminatingError is { } error ? Fail(error.Exception) : 0;
}
catch (TimeoutException error)
{
    return Fail(error);
}

static int Fail(Exception error)
{
    Console.Error.WriteLine($"The tour ended before its end: {error.Message}");
    return 1;
}
