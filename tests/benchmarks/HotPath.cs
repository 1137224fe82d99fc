using System.Net;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using PartnerQualification.Client;

namespace PartnerQualification.Benchmarks;

/// <summary>CPU and allocations of one call, from the request to the parsed answer, without a network.</summary>
[MemoryDiagnoser]
public class HotPath : IDisposable
{
    private const string Customer = "c0000000-0000-4000-8000-000000000001";

    private PartnerCenterClient client = null!;
    private HttpClient bare = null!;
    private QualificationRequest request = null!;

    internal static int Run(string[] arguments)
    {
        // In this very process: a generated project would not find the central package versions.
        var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
        BenchmarkRunner.Run<HotPath>(config, arguments);
        return 0;
    }

    [GlobalSetup]
    public void Setup()
    {
        var transport = new CannedTransport();
        client = new PartnerCenterClient(new PartnerCenterOptions { Transport = transport }, new StaticTokenSource("token"));
        bare = new HttpClient(transport) { BaseAddress = new Uri("https://api.partnercenter.microsoft.com") };
        request = QualificationRequest.Create(Customer, Qualifications.Education, EducationSegments.K12, "contoso.edu");
    }

    [GlobalCleanup]
    public void Dispose()
    {
        client.Dispose();
        bare.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public async Task<string> BareGet() => await bare.GetStringAsync(new Uri($"v1/customers/{Customer}/qualifications", UriKind.Relative));

    [Benchmark]
    public async Task<int> ClientGet() => (await client.GetQualificationsAsync(Customer)).Count;

    [Benchmark]
    public async Task<string> ClientSet() => (await client.SetQualificationAsync(request)).Qualification;

    private sealed class CannedTransport : HttpMessageHandler
    {
        private static readonly byte[] Read = """[{ "qualification": "Education", "vettingStatus": "InReview", "vettingCreatedDate": "2020-12-03T10:37:38.885Z" }]"""u8.ToArray();
        private static readonly byte[] Set = """{ "qualification": "Education", "vettingStatus": "InReview", "vettingCreateDate": "2020-12-04T20:54:24Z" }"""u8.ToArray();

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(request.Method == HttpMethod.Get
                ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(Read) }
                : new HttpResponseMessage(HttpStatusCode.Created) { Content = new ByteArrayContent(Set) });
    }
}
