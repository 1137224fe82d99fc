namespace PartnerQualification.Desktop;

/// <summary>
/// When the module looks for a lost answer: 5 and 20 seconds later, and no user can change that. Here the numbers are changed inside the loaded
/// assembly, so that a check over real connections need not wait for them.
/// </summary>
internal static class LookTimes
{
    /// <summary>Has every client of this process look soon. To be called when one was made, which loads the assembly.</summary>
    public static void Shorten()
    {
        var client = AppDomain.CurrentDomain.GetAssemblies().Single(assembly => assembly.GetName().Name == "PartnerQualification.Client");
        var type = client.GetType("PartnerQualification.Client.LookTimes", throwOnError: true);
        var times = type.GetProperty("Default").GetValue(null);
        type.GetProperty("First").SetValue(times, TimeSpan.FromMilliseconds(100));
        type.GetProperty("Last").SetValue(times, TimeSpan.FromMilliseconds(400));
    }
}
