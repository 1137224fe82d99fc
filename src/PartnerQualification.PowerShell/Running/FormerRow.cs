namespace PartnerQualification.PowerShell;

/// <summary>The same request earlier in the same command: what became of it, or still will.</summary>
internal sealed class FormerRow
{
    private readonly SetRow? row;
    private readonly CustomerQualification? answer;
    private readonly bool wasOpen;

    /// <summary>One that is not written yet.</summary>
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
