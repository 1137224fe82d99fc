// The C# client against the sandbox: nothing to configure, nothing at stake.
using PartnerQualification;
using PartnerQualification.Client;
using PartnerQualification.Samples;
using PartnerQualification.Sandbox;

// A Partner Center in memory. A review takes two seconds here; the real one takes minutes to days.
using var sandbox = new PartnerCenterSandbox(new SandboxOptions { VettingTime = TimeSpan.FromSeconds(2) });

// The client is the real one. Only what carries its messages, and its token, come from the sandbox.
using var client = new PartnerCenterClient(
    new PartnerCenterOptions { Transport = sandbox.Transport },
    new StaticTokenSource(sandbox.IssueToken(SandboxTokenKind.User)));

Console.WriteLine("Validation codes for the Government Community Cloud:");
var codes = await client.GetValidationCodesAsync();
foreach (var code in codes)
{
    Console.WriteLine($"  {code.ValidationId,-8} {code.OrganizationName,-36} {code.RemainingCreates} of {code.MaxCreates} left");
}

var customers = (await client.GetCustomersAsync()).Customers;
QualificationRequest[] requests =
[
    QualificationRequest.Create(customers[0].CustomerId, Qualifications.Education, EducationSegments.K12, "school.contoso.edu"),
    QualificationRequest.Create(customers[1].CustomerId, Qualifications.Education, EducationSegments.HigherEducation, "www.fabrikam.com"),
    QualificationRequest.Create(customers[2].CustomerId, Qualifications.GovernmentCommunityCloud, validationCode: codes[0].ValidationId),
    QualificationRequest.Create(customers[3].CustomerId, Qualifications.StateOwnedEntity),
    QualificationRequest.Create(customers[22].CustomerId, Qualifications.Education, EducationSegments.K12, "library.example.edu"),
];

Console.WriteLine();
Console.WriteLine("Requesting qualifications:");
var answers = new List<CustomerQualification>();
foreach (var request in requests)
{
    try
    {
        var answer = await client.SetQualificationAsync(request);
        answers.Add(answer);
        Console.WriteLine($"  {answer.CustomerId}  {answer.Qualification,-24} {answer.VettingStatus ?? "(no review)"}");
    }
    catch (PartnerCenterException refusal)
    {
        Console.WriteLine($"  {request.CustomerId}  refused as {refusal.Kind}: {refusal.Message}");
    }
}

Console.WriteLine();
Console.WriteLine("Following the reviews:");
var decided = new DecisionTable(customers);
var follower = new VettingFollower(client, new VettingFollowerOptions { PollingInterval = TimeSpan.FromSeconds(1), Timeout = TimeSpan.FromSeconds(30) });
await follower.FollowAsync(answers, decided);

Console.WriteLine();
decided.Print();
