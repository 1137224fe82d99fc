using Microsoft.AspNetCore.Connections;
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
catch (IOException error) when (error.InnerException is AddressInUseException)
{
    await Console.Error.WriteLineAsync($"Something else listens on {line.Options.Address} already. Give another port with --urls, or port 0 for a free one.");
    return 1;
}
