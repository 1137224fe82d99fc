namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>A folder in which examples are run, for the files that they write.</summary>
internal sealed class ExampleFolder : IDisposable
{
    private readonly string path = Directory.CreateTempSubdirectory("pq-example-").FullName;

    /// <summary>A reader's engine, whose current location it is.</summary>
    public ModuleEngine Open()
    {
        var reader = new ModuleEngine();
        reader.Run("$ExecutionContext.SessionState.Path.SetLocation($args[0])", path);
        return reader;
    }

    public void Dispose() => Directory.Delete(path, recursive: true);
}
