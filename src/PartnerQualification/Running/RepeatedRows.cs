namespace PartnerQualification;

/// <summary>
/// What a run that skips what exists has asked for so far. Reading does not show a request that is under way, and may lag
/// behind one that has just been answered; so a row that comes again is compared with this, too. It keeps a few dozen
/// bytes a row. Used from one place at a time.
/// </summary>
internal sealed class RepeatedRows
{
    private readonly Dictionary<(Guid, byte), SetRow> underWay = [];
    private readonly Dictionary<(Guid, byte), string?> settled = [];
    private readonly HashSet<(Guid, byte)> open = [];

    /// <summary>The same request earlier in this run; nothing where there was none, or where it failed.</summary>
    public FormerRow? Before(QualificationRequest request)
    {
        var key = Key(request);
        if (underWay.TryGetValue(key, out var row)) return new FormerRow(row);
        if (settled.TryGetValue(key, out var status)) return new FormerRow(new CustomerQualification { CustomerId = request.CustomerId, Qualification = request.Qualification, VettingStatus = status });
        return open.Contains(key) ? FormerRow.Open : null;
    }

    /// <summary>Notes a row that is about to be run.</summary>
    public void Begin(SetRow row) => underWay[Key(row.Request)] = row;

    /// <summary>Notes what became of a row that was run.</summary>
    public void End(SetRow row)
    {
        var key = Key(row.Request);
        if (underWay.TryGetValue(key, out var last) && ReferenceEquals(last, row)) underWay.Remove(key);
        if (row.Answer is { } answer)
        {
            settled[key] = Shared(answer.VettingStatus);
            open.Remove(key);
        }
        else if (row.Error is { OutcomeIsKnown: false })
        {
            open.Add(key);
        }
    }

    private static (Guid, byte) Key(QualificationRequest request) => (Guid.Parse(request.CustomerId), Qualifications.NumberOf(request.Qualification));

    /// <summary>The constant that says the same, so that not every row keeps a text of its own.</summary>
    private static string? Shared(string? status) => VettingStatuses.All.FirstOrDefault(known => string.Equals(known, status, StringComparison.Ordinal)) ?? status;
}

/// <summary>The same request earlier in the same run: what became of it, or still will.</summary>
internal sealed class FormerRow
{
    private readonly SetRow? row;
    private readonly CustomerQualification? answer;
    private readonly bool wasOpen;

    /// <summary>One that was not taken out yet.</summary>
    public FormerRow(SetRow row) => this.row = row;

    /// <summary>One that was set or skipped.</summary>
    public FormerRow(CustomerQualification answer) => this.answer = answer;

    private FormerRow() => wasOpen = true;

    /// <summary>One of which nobody knows whether it took effect.</summary>
    public static FormerRow Open { get; } = new();

    /// <summary>Whether nobody knows whether it took effect. To be asked when it has ended.</summary>
    public bool IsOpen => wasOpen || row?.Error is { OutcomeIsKnown: false };

    /// <summary>Waits until it has ended.</summary>
    /// <returns>What it brought; nothing where it failed.</returns>
    public async Task<CustomerQualification?> AnswerAsync()
    {
        if (row is null) return answer;
        await row.Work.ConfigureAwait(false);
        return row.Answer;
    }
}
