namespace PartnerQualification.Client.Pacing;

/// <summary>
/// Finds out which refusals are meant for one customer alone, and makes that customer wait by itself. Plain arithmetic, with time passed in
/// as seconds; docs/pacing.md explains it. Everybody waits after a refusal until others show that it was not meant for them:
/// a limit that asks for a wait of some seconds is shut meanwhile, so those who arrive in that time and get through have another limit.
/// Not thread-safe: <see cref="Pacer"/> is.
/// </summary>
internal sealed class CustomerLimits
{
    // How many other customers have to get through before a refusal is one customer's, and how many of them for each other request that is refused too.
    private const int Enough = 5;
    private const int EnoughForEachRefused = 3;

    // A wait is told in whole seconds: one of a single second may have been no time at all.
    private const double ShortestTelling = 2;
    private const double Rounding = 1;

    // What is under way as a refusal comes is answered within a round trip, mostly.
    private const double RoundTripsJudged = 1.5;
    private const double ShortestJudged = 0.05;

    private const int CustomersForAll = 2;
    private const int MostInARow = 3;

    private readonly List<Case> cases = [];
    private readonly Dictionary<string, OwnWait> waits = new(StringComparer.Ordinal);
    private readonly HashSet<string> limited = new(StringComparer.Ordinal);
    private readonly HashSet<string> throughSince = new(StringComparer.Ordinal);
    private readonly Queue<Permit> wronglyCounted = new();
    private string? lastRefused;
    private double lastRefusedAt;
    private int refusedInARow;

    /// <summary>How many refusals were known at once to be one customer's.</summary>
    public long OwnRefusals { get; private set; }

    /// <summary>Whether a customer has a wait of its own, or may have to be held back because of one.</summary>
    public bool IsInUse => waits.Count > 0;

    /// <summary>Whether it has been seen that the operation limits each customer by itself.</summary>
    private bool LimitsEachCustomer => limited.Count >= CustomersForAll;

    /// <summary>Whether a refusal is being looked into, so that it is not certain yet that everybody has to wait.</summary>
    /// <param name="now">The time.</param>
    public bool IsJudging(double now) => JudgedUntil(now) > now;

    /// <summary>When all that is being looked into is decided at the latest; negative infinity where nothing is.</summary>
    /// <param name="now">The time.</param>
    public double JudgedUntil(double now)
    {
        var until = double.NegativeInfinity;
        foreach (var refusal in cases)
        {
            if (refusal.JudgedUntil > now) until = Math.Max(until, refusal.JudgedUntil);
        }

        return until;
    }

    /// <summary>The time before which a customer is not asked for; negative infinity where it does not wait by itself.</summary>
    /// <param name="customer">The customer; nothing where a request names none.</param>
    public double WaitsUntil(string? customer) => customer is not null && waits.TryGetValue(customer, out var wait) ? wait.Until : double.NegativeInfinity;

    /// <summary>Whether a request for a customer may be sent, as far as that customer's own limit goes. After a wait of its own, one goes ahead.</summary>
    /// <param name="now">The time.</param>
    /// <param name="customer">The customer; nothing where a request names none.</param>
    public bool MayGo(double now, string? customer) =>
        waits.Count == 0 || customer is null || !waits.TryGetValue(customer, out var wait) || (now >= wait.Until && wait.Ahead == 0);

    /// <summary>Whether a customer was the last to be refused, so that somebody else had better go ahead of everybody.</summary>
    /// <param name="customer">The customer.</param>
    public bool IsSuspect(string? customer) => customer is not null && string.Equals(customer, lastRefused, StringComparison.Ordinal);

    /// <summary>Takes note that a request is sent.</summary>
    /// <param name="permit">Its permit.</param>
    public void Sent(Permit permit)
    {
        if (waits.Count > 0 && permit.Customer is { } customer && waits.TryGetValue(customer, out var wait)) wait.Ahead = permit.Number;
    }

    /// <summary>Takes note of an answer other than a refusal.</summary>
    /// <param name="now">The time.</param>
    /// <param name="permit">The attempt's permit.</param>
    public void Accepted(double now, Permit permit)
    {
        refusedInARow = 0;
        if (permit.Customer is not { } customer) return;
        GetThrough(permit);
        if (lastRefused is not null && throughSince.Count < Enough && !IsSuspect(customer) && permit.SentAt >= lastRefusedAt) throughSince.Add(customer);
        if (cases.Count == 0) return;
        foreach (var refusal in cases)
        {
            if (refusal.IsWitness(permit)) refusal.Through.Add(customer);
        }

        Decide(now);
    }

    /// <summary>Takes note of a refusal, and decides whose it is as far as that can be told yet.</summary>
    /// <param name="now">The time.</param>
    /// <param name="permit">The attempt's permit.</param>
    /// <param name="retryAfter">How long the service asks to wait, in seconds; nothing where it does not say.</param>
    /// <param name="othersUnderWay">How many attempts are without an answer yet.</param>
    /// <returns>Whether it is this customer's alone. Otherwise everybody waits; <see cref="TryTakeBack"/> tells where that was wrong.</returns>
    public bool Refused(double now, Permit permit, double? retryAfter, int othersUnderWay)
    {
        cases.RemoveAll(refusal => refusal.JudgedUntil <= now);
        foreach (var refusal in cases)
        {
            if (refusal.IsWitness(permit)) refusal.Refused++;
        }

        if (permit.Customer is not { } customer)
        {
            lastRefused = null;
            return false;
        }

        var isAgain = IsSuspect(customer);
        if (!isAgain) refusedInARow++;
        var isOwn = waits.ContainsKey(customer) || IsOwnByNow(isAgain, retryAfter);
        if (isOwn) OwnRefusals++;
        if (isOwn) Wait(now, permit, retryAfter);
        else Open(now, permit, retryAfter, isAgain, othersUnderWay);
        lastRefused = customer;
        lastRefusedAt = now;
        throughSince.Clear();
        return isOwn;
    }

    /// <summary>Takes note that an attempt ended without an answer.</summary>
    /// <param name="permit">The attempt's permit.</param>
    public void Abandoned(Permit permit)
    {
        if (FindAhead(permit) is { } wait) wait.Ahead = 0;
    }

    /// <summary>Gives the refusals for which everybody waits, although they have turned out to be one customer's; each once.</summary>
    /// <param name="permit">The refused attempt's permit.</param>
    public bool TryTakeBack(out Permit permit)
    {
        permit = default;
        if (wronglyCounted.Count == 0) return false;
        permit = wronglyCounted.Dequeue();
        return true;
    }

    /// <summary>The same customer twice in a row, with others getting through in between; or a wait of some length where each customer has a limit.</summary>
    private bool IsOwnByNow(bool isAgain, double? retryAfter)
    {
        if (isAgain && throughSince.Count >= Enough) return true;
        return LimitsEachCustomer && retryAfter >= ShortestTelling && refusedInARow < MostInARow;
    }

    private void Open(double now, Permit permit, double? retryAfter, bool isAgain, int othersUnderWay)
    {
        var seen = isAgain ? throughSince.ToArray() : [];
        if (seen.Length + othersUnderWay < Enough || (!isAgain && !(retryAfter >= ShortestTelling))) return;
        var roundTrip = now - permit.SentAt;
        cases.Add(new Case(permit, retryAfter)
        {
            // Sent half a round trip after it, another one has arrived after it as well. Told of the second refusal in a row, since the first.
            From = isAgain ? lastRefusedAt : permit.SentAt + (roundTrip / 2),
            To = isAgain ? double.PositiveInfinity : permit.SentAt + retryAfter!.Value - Rounding,
            RefusedAt = now,
            JudgedUntil = now + Math.Max(ShortestJudged, RoundTripsJudged * roundTrip),
            IsAgain = isAgain,
            Through = new HashSet<string>(seen, StringComparer.Ordinal),
        });
    }

    private void Decide(double now)
    {
        for (var index = cases.Count - 1; index >= 0; index--)
        {
            var refusal = cases[index];
            if (refusal.JudgedUntil > now && !refusal.IsShown) continue;
            cases.RemoveAt(index);
            if (refusal.JudgedUntil <= now) continue;
            wronglyCounted.Enqueue(refusal.Permit);
            Wait(refusal.RefusedAt, refusal.Permit, refusal.RetryAfter);
        }
    }

    private void Wait(double refusedAt, Permit permit, double? retryAfter)
    {
        var customer = permit.Customer!;
        if (limited.Count < CustomersForAll) limited.Add(customer);
        if (!waits.TryGetValue(customer, out var wait))
        {
            Forget(refusedAt);
            waits[customer] = wait = new OwnWait();
        }

        if (wait.Ahead == permit.Number) wait.Ahead = 0;
        wait.Refusals++;
        wait.Until = Math.Max(wait.Until, refusedAt + Backoff.Wait(retryAfter, wait.Refusals));
    }

    /// <summary>A customer that gets through twice in a row is one like any other.</summary>
    private void GetThrough(Permit permit)
    {
        if (FindAhead(permit) is not { } wait) return;
        wait.Ahead = 0;
        if (wait.Refusals == 0) waits.Remove(permit.Customer!);
        wait.Refusals = 0;
    }

    private OwnWait? FindAhead(Permit permit) =>
        waits.Count > 0 && permit.Customer is { } customer && waits.TryGetValue(customer, out var wait) && wait.Ahead == permit.Number ? wait : null;

    /// <summary>Customers that were not asked for again do not stay here for good.</summary>
    private void Forget(double now)
    {
        foreach (var old in waits.Where(entry => entry.Value.Ahead == 0 && now > entry.Value.Until + Backoff.Longest).Select(entry => entry.Key).ToList()) waits.Remove(old);
    }

    /// <summary>A refusal for which everybody waits, and what speaks for its being one customer's.</summary>
    private sealed class Case(Permit permit, double? retryAfter)
    {
        public Permit Permit => permit;

        public double? RetryAfter => retryAfter;

        public double RefusedAt { get; init; }

        public double From { get; init; }

        public double To { get; init; }

        public double JudgedUntil { get; init; }

        public bool IsAgain { get; init; }

        /// <summary>The other customers that got through.</summary>
        public required HashSet<string> Through { get; init; }

        public int Refused { get; set; }

        public bool IsShown => Through.Count >= Enough && (IsAgain ? Refused == 0 : Through.Count > EnoughForEachRefused * Refused);

        public bool IsWitness(Permit other) => other.SentAt >= From && other.SentAt <= To && !string.Equals(other.Customer, permit.Customer, StringComparison.Ordinal);
    }

    /// <summary>A customer that waits by itself.</summary>
    private sealed class OwnWait
    {
        /// <summary>When it may be asked for again.</summary>
        public double Until { get; set; } = double.NegativeInfinity;

        /// <summary>How many times in a row it was refused; 0 once it got through.</summary>
        public int Refusals { get; set; }

        /// <summary>The permit of the one attempt that is under way; 0 for none.</summary>
        public long Ahead { get; set; }
    }
}
