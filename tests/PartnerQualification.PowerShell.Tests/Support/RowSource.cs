namespace PartnerQualification.PowerShell.Tests;

/// <summary>A runner of rows whose work ends, and whose outcomes are written, when a test says so.</summary>
internal sealed class RowSource : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly List<string> written = [];

    public RowSource(int atOnce = 4, int held = 4)
    {
        Pipeline = new PipelineThread(stop.Token);
        Rows = new RowRunner(Pipeline, atOnce, held, row => row.RunAsync(pauses: null, stop.Token), Write, static () => { });
    }

    public PipelineThread Pipeline { get; }

    public RowRunner Rows { get; }

    /// <summary>Called as a row is written, on the pipeline thread.</summary>
    public Action<Row> Writing { get; set; } = static _ => { };

    /// <summary>The customers whose rows were written, in that order.</summary>
    public IReadOnlyList<string> Written => written;

    public IReadOnlyList<string> Unwritten => [.. Rows.Unwritten.Select(row => row.CustomerId)];

    /// <summary>Adds a row that is under way until the test ends it.</summary>
    public TestRow Add(string customerId)
    {
        var row = new TestRow(customerId);
        Rows.MakeRoom();
        Rows.Add(row);
        return row;
    }

    /// <summary>Adds a row that requests a qualification.</summary>
    public SetRow AddRequest(CallOptions call, Func<QualificationRequest, CallStatus, CancellationToken, Task<CustomerQualification>> set)
    {
        var row = new SetRow(new ControlledCenter { Set = set }, QualificationRequest.Create("c0000000-0000-4000-8000-000000000001", Qualifications.StateOwnedEntity), call);
        Rows.Add(row);
        return row;
    }

    public void Stop() => stop.Cancel();

    public void Dispose()
    {
        Pipeline.Dispose();
        stop.Dispose();
    }

    private void Write(Row row)
    {
        Writing(row);
        written.Add(row.CustomerId);
    }
}

/// <summary>A row whose work ends when a test says so.</summary>
internal sealed class TestRow(string customerId) : Row(customerId)
{
    private readonly TaskCompletionSource work = new();

    public void End() => work.SetResult();

    public void Fail(PartnerCenterException error) => work.SetException(error);

    protected override Task CallAsync(CancellationToken cancellationToken) => work.Task.WaitAsync(cancellationToken);
}
