namespace Likewise.Tests.Simulation;

/// <summary>What is asked and answered.</summary>
internal sealed partial class SimulatedWorld
{
    private async Task<string> LookUpAsync()
    {
        var (request, topic) = NextRequest();
        var directives = _random.Next(10) switch
        {
            0 => new RequestDirectives { AcceptStale = TimeSpan.FromMinutes(1) },
            1 => new RequestDirectives { MaxAge = TimeSpan.FromMinutes(2) },
            _ => RequestDirectives.None,
        };
        request = request with { Directives = directives };
        return Check(await Cache.LookupAsync(request), request, topic);
    }

    private async Task<string> StoreAsync()
    {
        var (request, topic) = NextRequest();
        var (made, options) = NextAnswer(request, topic);
        return Learn(made, await Cache.StoreAsync(request, RecordedResponse.FromText(made.Answer), options), _takings.Count);
    }

    /// <summary>The model answers, or is away; behind a stale answer it is asked as well.</summary>
    private async Task<string> GetOrCreateAsync()
    {
        var (request, topic) = NextRequest();
        var (made, options) = NextAnswer(request, topic);
        var (isAway, isAsked) = (_random.Next(5) == 0, false);
        CacheAnswer got;
        try
        {
            got = await Cache.GetOrCreateAsync(
                request,
                (_, _) =>
                {
                    isAsked = true;
                    return isAway
                        ? throw new HttpRequestException("The model is away.")
                        : new(RecordedResponse.FromText(made.Answer));
                },
                options);
        }
        catch (HttpRequestException)
        {
            Assert.True(isAway, "Nothing else may fail the request (I4).");
            return "the model failed";
        }
        finally
        {
            await Cache.WhenRefreshedAsync(default);
        }

        if (got.Lookup is LookupHit hit && got.Response.Text != made.Answer)
        {
            var outcome = Check(hit, request, topic);
            if (isAsked && !isAway)
                LearnOfRefresh(made, request, hit);
            return outcome;
        }

        Assert.False(isAway);
        Assert.Equal(made.Answer, got.Response.Text); // The model's answer arrives whatever fails (I4).
        return Learn(made, got.Stored!, _takings.Count);
    }

    /// <summary>A miss whose answer takes its time: anything may happen before it is stored.</summary>
    private async Task<string> AskAsync()
    {
        var (request, topic) = NextRequest();
        var result = await Cache.LookupAsync(request);
        if (result is LookupMiss { Ticket: { } ticket } && IsAlive)
            _asked.Add(new LateAnswer(Cache, ticket, request, topic, _takings.Count));
        return Check(result, request, topic);
    }

    private async Task<string> StoreLateAsync()
    {
        _asked.RemoveAll(asked => asked.Cache != Cache); // Of a process that is gone.
        if (_asked.Count == 0)
            return "nothing was asked";

        var late = _asked[_random.Next(_asked.Count)];
        _asked.Remove(late);
        var (made, options) = NextAnswer(late.Request, late.Topic);
        return Learn(
            made, await Cache.StoreAsync(late.Ticket, RecordedResponse.FromText(made.Answer), options), late.Takings);
    }

    private (PromptRequest Request, string Topic) NextRequest()
    {
        var topic = Topics[_random.Next(Topics.Length)];
        var prompt = topic + Likenesses[_random.Next(Likenesses.Length)];
        return (PromptRequest.FromText(prompt) with { Tenant = $"tenant{_random.Next(2)}" }, topic);
    }

    private (KnownEntry Made, EntryOptions Options) NextAnswer(PromptRequest request, string topic)
    {
        var options = new EntryOptions
        {
            TimeToLive = _random.Next(6) == 0 ? null : TimeSpan.FromMinutes(_random.Next(1, 10)),
            SlidingWindow = _random.Next(4) == 0 ? TimeSpan.FromMinutes(_random.Next(1, 5)) : null,
            Tags = [$"tag{_random.Next(3)}"],
            Sources = [new EntrySource($"source{_random.Next(2)}", $"{_random.Next(2)}")],
        };
        var made = new KnownEntry(
            request.Tenant, topic, request.Messages[0].Text, $"answer {++_answers}", options.Tags[0], options.Sources[0],
            LifeOf(options), options.SlidingWindow, _time.GetUtcNow());
        _known.Add(made.Answer, made);
        return (made, options);
    }

    /// <param name="made">What was to be stored.</param>
    /// <param name="outcome">What came of it.</param>
    /// <param name="takings">How much had been taken away when it was asked for.</param>
    private string Learn(KnownEntry made, StoreOutcome outcome, int takings)
    {
        if (!IsAlive)
            return outcome.Status.ToString(); // Nobody has heard of it: it may be there after the restart, or not.

        var since = _takings.Skip(takings).Where(taking => taking.Takes(made)).ToArray();
        Assert.True(outcome.Status != StoreStatus.Refused || since.Length > 0, outcome.Reason);
        Assert.False(
            outcome.Status == StoreStatus.Stored && since.Any(taking => taking.IsSure),
            "What was taken away meanwhile was stored (I7).");
        Replace(made, outcome);
        made.IsGoneForGood = outcome.Status == StoreStatus.Refused;
        return outcome.Status.ToString();
    }

    /// <summary>The same words stored again replace what was stored, for good; a write that failed may have done so.</summary>
    private void Replace(KnownEntry made, StoreOutcome outcome)
    {
        (made.Id, made.IsGone, made.IsDurable) = (outcome.Id, outcome.Status != StoreStatus.Stored, outcome.IsDurable);
        if (outcome.Status == StoreStatus.Failed)
            _unsure.Add((made.Tenant, made.Prompt));
        if (outcome.Status != StoreStatus.Stored)
            return;

        _unsure.Remove((made.Tenant, made.Prompt));
        foreach (var same in Others(made))
            same.IsGone = same.IsGoneForGood = true;
    }

    private IEnumerable<KnownEntry> Others(KnownEntry made) => _known.Values.Where(entry =>
        entry != made && entry.Tenant == made.Tenant && entry.Prompt == made.Prompt);
}
