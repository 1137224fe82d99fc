using System.Globalization;
using System.Text.Json.Nodes;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>A journal and processes that end before their time.</summary>
public sealed class JournalProcessTests(ModuleEngine engine, LargeEmulator emulator) : IClassFixture<ModuleEngine>, IClassFixture<LargeEmulator>, IDisposable
{
    private const int Rows = 100;

    private const int Kills = 10;

    private const string Script = """
        param($module, $endpoint, $token, $path, $count)
        Import-Module $module
        $secret = [securestring]::new()
        foreach ($character in $token.ToCharArray()) { $secret.AppendChar($character) }
        $null = Connect-PartnerQualification -AccessToken $secret -Endpoint $endpoint
        101..(100 + [int]$count) | ForEach-Object { 'c0000000-0000-4000-8000-{0:x12}' -f $_ } |
            Set-CustomerQualification -Qualification StateOwnedEntity -JournalPath $path -Confirm:$false -ThrottleLimit 8 |
            ForEach-Object { "done $($_.CustomerId)" }
        """;

    private readonly Journal journal = new();

    public void Dispose() => journal.Dispose();

    [Fact]
    public async Task Run_that_is_killed_ten_times_sends_each_row_once_and_reads_only_what_was_open()
    {
        emulator.Reset("""{ "latencyMs": 40 }""");

        // The same moments in every run of this test; which rows they meet is up to the machine.
        var moments = new Random(11);
        var open = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            var before = Requests();
            using var running = await EngineProcess.Start(Script, Arguments(Rows));
            emulator.WaitFor(string.Create(CultureInfo.InvariantCulture, $"requests={before + moments.Next(1, 9)}"));
            await running.KillAsync();
            emulator.WaitFor("underWay=0");

            // A line may have been cut off, and is left out by the next run.
            journal.CutOff();
            open += journal.OpenCustomers.Count;
            journal.Age();
        }

        using var last = await EngineProcess.Start(Script, Arguments(Rows));
        var said = await last.WaitAsync();

        Assert.Equal(Done(), said);
        var customers = emulator.State()["customers"]!.AsArray();
        Assert.Equal(Rows, customers.Count);
        Assert.All(customers, customer => Assert.Equal((1, 1), Posts(customer!)));
        Assert.InRange(Requests() - Rows, 1, open);
        Assert.Empty(journal.OpenCustomers);
    }

    [Fact]
    public async Task Second_process_is_kept_out()
    {
        engine.Connect(emulator, """{ "latencyMs": 60000 }""");
        using var running = await EngineProcess.Start(Script, Arguments(1));
        emulator.WaitFor("customers=1");

        var second = engine.Run("param($id, $path) Set-CustomerQualification $id StateOwnedEntity -JournalPath $path -Confirm:$false", Customers.Id(2), journal.Path);

        Assert.Equal(["JournalInUse"], second.ErrorIds);
        Assert.Equal(1, Requests());
        await running.KillAsync();
    }

    [Fact]
    public async Task Full_disk_ends_the_run_once_what_is_under_way_comes_out_and_the_next_run_goes_on()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no shell here that can limit the length of files.");
        emulator.Reset("""{ "latencyMs": 20 }""");

        using var running = await EngineProcess.StartWithShortFiles(kilobytes: 20, Script, Arguments(Rows));
        var said = await running.WaitAsync();

        var error = Assert.Single(said, line => !line.StartsWith("done ", StringComparison.Ordinal));
        Assert.StartsWith("JournalFailed,", error, StringComparison.Ordinal);
        Assert.Contains("cannot be written", error, StringComparison.Ordinal);
        Assert.Contains("not sent", error, StringComparison.Ordinal);
        var sent = emulator.State()["customers"]!.AsArray().Count;
        Assert.InRange(sent, 10, Rows - 1);
        Assert.Equal(sent, said.Count - 1);
        Assert.EndsWith("\n", journal.Text, StringComparison.Ordinal);

        journal.Age();
        using var again = await EngineProcess.Start(Script, Arguments(Rows));
        var rest = await again.WaitAsync();

        Assert.Equal(Done(), rest);
        Assert.All(emulator.State()["customers"]!.AsArray(), customer => Assert.Equal((1, 1), Posts(customer!)));
    }

    private static string[] Done() => [.. Enumerable.Range(101, Rows).Select(number => $"done {Customers.Id(number)}")];

    private static (int Arrived, int Effective) Posts(JsonNode customer) => ((int)customer["postsArrived"]!, (int)customer["postsEffective"]!);

    private string[] Arguments(int count) => [TestRun.ImportedFolder, emulator.Address.ToString(), emulator.Token(), journal.Path, count.ToString(CultureInfo.InvariantCulture)];

    private long Requests() => (long)emulator.State()["requests"]!;
}
