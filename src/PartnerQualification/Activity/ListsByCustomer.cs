using System.Runtime.InteropServices;

namespace PartnerQualification;

/// <summary>A list for each of many customers, most of which have one entry or none: 40 bytes a customer, and 4 an entry besides the entry itself.</summary>
internal sealed class ListsByCustomer<T>
{
    private const int None = -1;

    private readonly Dictionary<Guid, int> latestOfCustomer = [];
    private readonly List<Node> nodes = [];

    /// <summary>Adds an entry to a customer's list.</summary>
    public void Add(Guid customer, T entry)
    {
        var before = latestOfCustomer.TryGetValue(customer, out var latest) ? latest : None;
        latestOfCustomer[customer] = nodes.Count;
        nodes.Add(new Node(entry, before));
    }

    /// <summary>A customer's entries, those first that were added last.</summary>
    /// <param name="customerId">The customer's tenant id; where it is no GUID, it has none.</param>
    public IEnumerable<T> Of(string customerId)
    {
        if (!Guid.TryParse(customerId, out var customer) || !latestOfCustomer.TryGetValue(customer, out var index)) yield break;
        for (; index != None; index = nodes[index].Before) yield return nodes[index].Entry;
    }

    /// <summary>An entry, and the place of the same customer's entry that was added before; -1 where none was.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Node(T Entry, int Before);
}
