namespace PartnerQualification.Samples;

/// <summary>Collects what the service decided, and prints it as a table.</summary>
internal sealed class DecisionTable(IReadOnlyList<Customer> customers) : IVettingObserver
{
    private readonly List<CustomerQualification> decided = [];

    public void Decided(CustomerQualification qualification)
    {
        decided.Add(qualification);
        Console.WriteLine($"  {qualification.CustomerId}  {qualification.Qualification,-24} {qualification.VettingStatus ?? "granted"}");
    }

    public void Failed(CustomerQualification qualification, PartnerCenterException error) => Console.WriteLine($"  {error.Message}");

    public void TimedOut(CustomerQualification qualification) => Console.WriteLine($"  {qualification.CustomerId}  still in review");

    public void Progressed(VettingProgress progress)
    {
        // A program that runs for days would show this; the tour ends in seconds.
    }

    public void Print()
    {
        Console.WriteLine($"{"Customer",-24} {"Qualification",-24} {"Status",-10} Reason");
        Console.WriteLine($"{"--------",-24} {"-------------",-24} {"------",-10} ------");
        foreach (var qualification in decided)
        {
            var name = customers.FirstOrDefault(customer => customer.CustomerId == qualification.CustomerId)?.CompanyName ?? qualification.CustomerId;
            Console.WriteLine($"{name,-24} {qualification.Qualification,-24} {qualification.VettingStatus,-10} {qualification.VettingReason}");
        }
    }
}
