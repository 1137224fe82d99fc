using System.Text.Json;

namespace PartnerQualification.Report;

/// <summary>Turns what can go wrong with the files of a report into errors that say what happened.</summary>
internal static class ReportFailures
{
    /// <summary>Does something that writes.</summary>
    /// <exception cref="PartnerCenterException">The files cannot be written.</exception>
    public static T Writing<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (IsOfFile(error))
        {
            throw new PartnerCenterException(PartnerCenterErrorKind.ReportFailed, Messages.ReportNotWritten(error.Message), error);
        }
    }

    /// <summary>Does something that writes, and waits for it.</summary>
    /// <exception cref="PartnerCenterException">The files cannot be written.</exception>
    public static async Task WritingAsync(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception error) when (IsOfFile(error))
        {
            throw new PartnerCenterException(PartnerCenterErrorKind.ReportFailed, Messages.ReportNotWritten(error.Message), error);
        }
    }

    /// <summary>Does something that reads the data of an earlier report.</summary>
    /// <param name="path">The file.</param>
    /// <param name="work">What is done.</param>
    /// <exception cref="PartnerCenterException">The data cannot be read.</exception>
    public static T Reading<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (IsOfFile(error))
        {
            throw Unreadable(path, error.Message, error);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // Half a character in a text is an InvalidOperationException. The other type is one of a library in the private load context, and must not leave it.
            throw Unreadable(path, error.Message);
        }
    }

    /// <summary>The error of data that cannot be read.</summary>
    public static PartnerCenterException Unreadable(string path, string why, Exception? cause = null) =>
        new(PartnerCenterErrorKind.ReportFailed, Messages.EarlierReportUnreadable(path, why), cause);

    private static bool IsOfFile(Exception error) => error is IOException or UnauthorizedAccessException or InvalidDataException;
}
