using PartnerQualification.Emulator;

var line = CommandLine.Parse(args);
if (line.Options is null)
{
    await (line.IsHelp ? Console.Out : Console.Error).WriteLineAsync(line.Text);
    return line.IsHelp ? 0 : 2;
}

try
{
    await using var host = await EmulatorHost.StartAsync(line.Options);
    Console.WriteLine($"Now listening on: {host.Address.GetLeftPart(UriPartial.Authority)}");
    await host.WaitForShutdownAsync();
    return 0;
}
catch (IOException error)
{
    await Console.Error.WriteLineAsync($"The emulator cannot listen on {line.Options.Address}: {error.Message}");
    return 1;
}
