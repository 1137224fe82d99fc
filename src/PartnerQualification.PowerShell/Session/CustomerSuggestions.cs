namespace PartnerQualification.PowerShell;

/// <summary>
/// Customers for completion, by the beginning of their name or domain: asked for once, kept for a little while, never waited for long.
/// What comes later is there at the next press of the Tab key.
/// </summary>
internal sealed class CustomerSuggestions(IPartnerCenter center, Clock clock)
{
    private const int Most = 64;

    private const int PageSize = 50;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    // A service that throttles or hangs has more important requests to serve than these.
    private static readonly TimeSpan LongestRead = TimeSpan.FromSeconds(15);

    private readonly object gate = new();
    private readonly Dictionary<(CustomerField, string), (Task<IReadOnlyList<Customer>> Answer, DateTimeOffset At)> asked = [];
    private readonly Queue<(CustomerField, string)> order = new();

    /// <summary>The customers with a beginning, as far as they are there before the prompt would feel stuck.</summary>
    /// <param name="beginning">The beginning; it is not blank.</param>
    /// <param name="fields">What may begin with it.</param>
    public IReadOnlyList<Customer> Peek(string beginning, params CustomerField[] fields)
    {
        var answers = Array.ConvertAll(fields, field => Ask(field, beginning));
        try
        {
            Task.WaitAll(answers, LongestWait);
        }
        catch (AggregateException)
        {
            // A prompt is no place for errors: the command itself will show them.
        }

        return [.. answers.Where(answer => answer.Status == TaskStatus.RanToCompletion).SelectMany(answer => answer.Result)];
    }

    private Task<IReadOnlyList<Customer>> Ask(CustomerField field, string beginning)
    {
        var key = (field, beginning.ToUpperInvariant());
        lock (gate)
        {
            var isKnown = asked.TryGetValue(key, out var before);
            if (isKnown && clock.UtcNow - before.At <= Lifetime && before.Answer is not ({ IsFaulted: true } or { IsCanceled: true })) return before.Answer;
            if (!isKnown)
            {
                if (order.Count == Most) asked.Remove(order.Dequeue());
                order.Enqueue(key);
            }

            var answer = Task.Run(() => ReadAsync(new CustomerFilter(field, beginning)));
            asked[key] = (answer, clock.UtcNow);
            return answer;
        }
    }

    private async Task<IReadOnlyList<Customer>> ReadAsync(CustomerFilter filter)
    {
        using var limited = new CancellationTokenSource(LongestRead);
        return (await center.GetCustomersAsync(new CustomerQuery { PageSize = PageSize, Filter = filter }, cancellationToken: limited.Token).ConfigureAwait(false)).Customers;
    }
}
