using PartnerQualification;
using PartnerQualification.Client;
using PartnerQualification.Sandbox;

using var sandbox = new PartnerCenterSandbox(new SandboxOptions { CustomerCount = 100, VettingTime = TimeSpan.FromSeconds(2) });
using var client = new PartnerCenterClient(
    new PartnerCenterOptions { Transport = sandbox.Transport },       // leave Transport out for the real service
    new StaticTokenSource(sandbox.IssueToken(SandboxTokenKind.User))); // your own token there
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) => { pressed.Cancel = true; stop.Cancel(); };

var requests = client.GetAllCustomersAsync().Select(customer =>
    QualificationRequest.Create(customer.CustomerId, Qualifications.Education, EducationSegments.K12, "school.contoso.edu"));
var options = new BulkOptions { MaxConcurrency = 8, Existing = ExistingQualifications.AreSkipped };
List<CustomerQualification> reviews = [];
try
{
    await foreach (var result in client.SetQualificationsAsync(requests, options, stop.Token))
    {
        if (result.Qualification is { } requested) reviews.Add(requested);
        else Console.WriteLine($"{result.Request.CustomerId} {result.Outcome}: {result.Error?.Message}");
    }

    await foreach (var review in new VettingFollower(client).ReadAllAsync(reviews, stop.Token))
        Console.WriteLine($"{review.Qualification.CustomerId} {review.Qualification.VettingStatus} {review.Qualification.VettingReason}");
}
catch (Exception end) when (end is OperationCanceledException or PartnerCenterException)
{
    Console.WriteLine($"The run has ended early: {end.Message}");
}
