using PartnerQualification.HostedEngine;

// Runs the script that comes on the standard input, in a process that has loaded nothing but the engine. The command line
// is the script's arguments; what it writes goes to the standard output, line by line, and its errors to the error output.
using var engine = Engine.Open();
var run = engine.Run(await Console.In.ReadToEndAsync(), [.. args]);
foreach (var item in run.Output) Console.WriteLine(item);
foreach (var error in run.Errors) await Console.Error.WriteLineAsync($"{error.FullyQualifiedErrorId}: {error}");
return run.Errors.Count == 0 ? 0 : 1;
