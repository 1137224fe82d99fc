using System.ComponentModel;

namespace PartnerQualification.PowerShell;

/// <summary>A command that can read all customers of the partner, page by page.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CustomerListCommand : BatchCommand
{
    private protected CustomerListCommand()
    {
    }

    /// <summary>Reads all customers, with company name and domain.</summary>
    private protected void ReadAll()
    {
        var pages = new CustomerPages(Connected.Center);
        while (pages.HasMore && !IsOver)
        {
            var page = ReadNext(pages);
            Counts.Total ??= page.TotalCount;
            foreach (var customer in page.Customers) Start(NewRow(customer));

            // Whoever reads gets something before another page is asked for.
            Rows!.WriteFirst();
        }
    }

    private protected ReadRow NewRow(Customer customer) => new(Connected.Center, customer, NewCall());

    private CustomerPage ReadNext(CustomerPages pages)
    {
        var reading = pages.ReadNextAsync(NewCall(), StopToken);
        Pipeline.WaitFor(reading, Tick);

        // Its error ends the command: whoever was read before is written first, and may have met what meets everybody.
        if (reading.IsFaulted) FinishRows();
        return Await(reading, Tick);
    }
}
