namespace PartnerQualification.Report.Tests;

/// <summary>A report's page over the data of a fixture, as a file in a folder of its own.</summary>
internal sealed class ReportFile : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("report-");

    private ReportFile() => Path = System.IO.Path.Combine(folder.FullName, "report.html");

    public string Path { get; }

    public Uri Address => new(Path);

    public static async Task<ReportFile> WriteAsync(FixtureOptions options)
    {
        var file = new ReportFile();
        await WriteAsync(file.Path, options);
        return file;
    }

    /// <summary>Writes the page of a fixture to a file.</summary>
    public static async Task WriteAsync(string path, FixtureOptions options)
    {
        // Beside the page, as the module does it: the sentence is known when the data are written, and the page begins with it.
        await using var data = new FileStream(path + ".json", FileMode.Create, FileAccess.ReadWrite, FileShare.None, 81920, FileOptions.DeleteOnClose);
        var sentence = ReportFixture.Write(data, options);
        data.Position = 0;
        await using var page = File.Create(path);
        await ReportPage.WriteAsync(page, sentence, data, CancellationToken.None);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
