using System.Text;
using PartnerQualification.Tests.Support;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>Get-CustomerQualification -All over a list of customers that does not come to an end.</summary>
public sealed class EndlessListTests(ModuleEngine engine, Emulator emulator) : IClassFixture<ModuleEngine>, IClassFixture<Emulator>
{
    [Theory]
    [InlineData("""{"totalCount":2,"items":[{"id":"c0000000-0000-4000-8000-000000000001"},{"id":"c0000000-0000-4000-8000-000000000002"}],"links":{"next":{"headers":[{"key":"MS-ContinuationToken","value":"again"}]}}}""", 2)]
    [InlineData("""{"items":[],"links":{"next":{"headers":[{"key":"MS-ContinuationToken","value":"again"}]}}}""", 0)]
    public void Ends_the_command_after_the_customers_read_before(string page, int customers)
    {
        using var server = LoopbackServer.Start(context => context.Response.OutputStream.Write(Encoding.UTF8.GetBytes(
            context.Request.Url!.AbsolutePath.EndsWith("/qualifications", StringComparison.Ordinal) ? "[]" : page)));

        var run = engine.Run(
            "param($token, $endpoint) $null = Connect-PartnerQualification -AccessToken $token -Endpoint $endpoint; Get-CustomerQualification -All -IncludeUnqualified",
            Secret.Of(emulator.Token()),
            server.Address);

        Assert.Equal(["UnexpectedResponse"], run.ErrorIds);
        Assert.Contains("does not come to an end", run.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Equal(Customers.First(customers), run.Values("CustomerId"));
    }
}
