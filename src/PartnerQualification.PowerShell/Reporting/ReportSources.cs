namespace PartnerQualification.PowerShell;

/// <summary>What a report needs besides the customers, read once before them: the partner's activity records and validation codes. Nothing of it must be readable.</summary>
internal sealed class ReportSources
{
    /// <summary>How often qualifications were requested; nothing where the records were not read.</summary>
    public RecordedRequests? Requests { get; private init; }

    /// <summary>Who requested what; nothing where the records were not read.</summary>
    public RecordedHistory? History { get; private init; }

    /// <summary>Why the records could not be read.</summary>
    public string? HistoryUnreadable { get; private init; }

    /// <summary>The validation codes.</summary>
    public required ValidationCodesRead Codes { get; init; }

    /// <summary>Reads them, side by side.</summary>
    /// <param name="center">Where.</param>
    /// <param name="readsHistory">Whether the activity records are read.</param>
    /// <param name="newCall">Makes the calls.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="PartnerCenterException">Something has come that every customer would meet too.</exception>
    public static async Task<ReportSources> ReadAsync(IPartnerCenter center, bool readsHistory, Func<CallOptions> newCall, CancellationToken stop)
    {
        var reader = new CustomerReader(center, CustomerReads.None, newCall, stop);
        var reading = reader.ReadCodesAsync();
        if (!readsHistory) return new ReportSources { Codes = await reading.ConfigureAwait(false) };

        var history = new RecordedHistory();
        var records = RequestHistory.OfAllCustomers(center, newCall, Clock.System, stop, history.Add);
        var requests = await records.ReadAllAsync().ConfigureAwait(false);
        return new ReportSources
        {
            Codes = await reading.ConfigureAwait(false),
            Requests = requests,
            History = requests is null ? null : history,
            HistoryUnreadable = requests is null ? records.Unreadable : null,
        };
    }
}
