using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>
/// A partner's customers on loopback, chosen by a test, listed with the service's filter and page by page. They have no qualifications,
/// and every request for one is taken.
/// </summary>
public sealed class CustomerList : IDisposable
{
    private readonly ConcurrentQueue<string> requests = new();
    private readonly (string? Name, string? Domain)[] customers;
    private readonly ScriptedServer server;
    private readonly Lock oneList = new();
    private int offset;
    private int size;

    private CustomerList((string? Name, string? Domain)[] customers)
    {
        this.customers = customers;
        server = ScriptedServer.Start(Answer);
    }

    /// <summary>Whether it gives all customers, whatever the filter.</summary>
    public bool IgnoresFilters { get; set; }

    /// <summary>The answer to every request for a list; a real one where nothing is set.</summary>
    public ScriptedAnswer? ListAnswer { get; set; }

    /// <summary>What was asked for, decoded, such as <c>GET /v1/customers?size=500</c>.</summary>
    public IReadOnlyList<string> Requests => [.. requests];

    /// <summary>The filters of the lists that were asked for, as Field and Value; "all" where one had none.</summary>
    public IReadOnlyList<string> Lists => [.. Requests.Where(IsList).Select(request => Filter(request) is { } filter ? $"{filter["Field"]} {filter["Value"]}" : "all")];

    /// <summary>What was asked for besides lists.</summary>
    public IReadOnlyList<string> Others => [.. Requests.Where(request => !IsList(request))];

    /// <summary>Starts one. The first customer has the number 1.</summary>
    /// <param name="customers">Their names and domains.</param>
    public static CustomerList Of(params (string? Name, string? Domain)[] customers) => new(customers);

    /// <summary>Connects to it.</summary>
    /// <param name="engine">The engine that shall have the session.</param>
    public CustomerList In(ModuleEngine engine)
    {
        Assert.Empty(engine.Run("param($token, $endpoint) Connect-PartnerQualification -AccessToken $token -Endpoint $endpoint", Secret.Of(AccessToken.Create()), server.Address).Errors);
        return this;
    }

    /// <inheritdoc/>
    public void Dispose() => server.Dispose();

    private static bool IsList(string request) => request.StartsWith("GET /v1/customers?", StringComparison.Ordinal);

    private static JsonNode? Filter(string request) => request.IndexOf("&filter=", StringComparison.Ordinal) is >= 0 and var start ? JsonNode.Parse(request[(start + "&filter=".Length)..]) : null;

    private ScriptedAnswer Answer(string target)
    {
        var request = Uri.UnescapeDataString(target);
        requests.Enqueue(request);
        if (IsList(request))
        {
            // Several domains are looked up at once.
            lock (oneList) return ListAnswer ?? new ScriptedAnswer(200, "OK", Page(request));
        }

        return request.StartsWith("POST ", StringComparison.Ordinal) ? new ScriptedAnswer(201, "Created", """{ "qualification": "StateOwnedEntity" }""") : new ScriptedAnswer(200, "OK", "[]");
    }

    /// <summary>A page, one list after the other: which list a next page belongs to stands in a header.</summary>
    private string Page(string request)
    {
        var filter = IgnoresFilters ? null : Filter(request);
        var items = customers.Select((customer, index) => (customer, Id: Customers.Id(index + 1))).Where(item => Fits(item.customer, filter)).ToArray();
        offset = request.Contains("seekOperation=Next", StringComparison.Ordinal) ? offset : 0;
        if (offset == 0) size = int.Parse(request.Split("size=")[1].Split('&')[0], CultureInfo.InvariantCulture);
        var page = items.Skip(offset).Take(size).Select(item => new
        {
            id = item.Id,
            companyProfile = new { tenantId = item.Id, domain = item.customer.Domain, companyName = item.customer.Name },
            relationshipToPartner = "reseller",
        }).ToArray();
        offset += page.Length;
        object? next = offset < items.Length ? new { headers = new[] { new { key = "MS-ContinuationToken", value = offset.ToString(CultureInfo.InvariantCulture) } } } : null;
        return JsonSerializer.Serialize(new { totalCount = items.Length, items = page, links = new { next } });
    }

    private static bool Fits((string? Name, string? Domain) customer, JsonNode? filter) => filter is null
        || (((string)filter["Field"]! == "Domain" ? customer.Domain : customer.Name) is { } text && text.StartsWith((string)filter["Value"]!, StringComparison.OrdinalIgnoreCase));
}
