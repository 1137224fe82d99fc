using PartnerQualification.Client;
using PartnerQualification.Sandbox;

namespace PartnerQualification.Tests.Documentation;

/// <summary>The README's C# example, compiled and run. A test compares the two line by line.</summary>
internal static class ReadmeExample
{
    public static async Task RunAsync()
    {
        // README begins
        using var sandbox = new PartnerCenterSandbox(new SandboxOptions());
        using var client = new PartnerCenterClient(
            new PartnerCenterOptions { Transport = sandbox.Transport },       // leave Transport out for the real service
            new StaticTokenSource(sandbox.IssueToken(SandboxTokenKind.User))); // your own token there

        var request = QualificationRequest.Create(
            "c0000000-0000-4000-8000-000000000001", Qualifications.Education, EducationSegments.K12, "school.contoso.edu");
        try
        {
            var answer = await client.SetQualificationAsync(request);
            Console.WriteLine($"{answer.CustomerId}: {answer.Qualification}, {answer.VettingStatus}");
        }
        catch (PartnerCenterException error) when (!error.OutcomeIsKnown)
        {
            Console.WriteLine($"Read before trying again: {error.Message}");
        }
        // README ends
    }
}
