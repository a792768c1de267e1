using Likewise.Tests.Decisions.Audit;
using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Conformance;

/// <summary>
/// Goal: what one principal got of the model, or made up, is given to no other before enough got the same. Method: caches over
/// the store that ask for so many; answers agree that begin with the same word.
/// </summary>
public abstract partial class EntryStoreConformance
{
    private const string InOtherWords = "reset password ~0.95";

    [Fact]
    public async Task An_answer_is_given_to_who_got_it_and_to_others_once_enough_did()
    {
        await using var cache = await BuildTrustingAsync(3);
        var id = await AnswerAsync(cache, By("ann"), "click here");
        await AssertGivenAsync(cache, ["ann"], ["bob", "carol", "dave", null]);

        Assert.Equal(id, await AnswerAsync(cache, By("bob"), "click there"));
        await AssertGivenAsync(cache, ["ann", "bob"], ["carol", "dave", null]);
        id = await AnswerAsync(cache, By("bob"), "click here now"); // Twice is once.
        await AssertGivenAsync(cache, ["ann", "bob"], ["carol", "dave", null]);

        Assert.Equal(id, await AnswerAsync(cache, By("carol"), "click here"));
        await AssertGivenAsync(cache, ["ann", "bob", "carol", "dave", null], []);
        var hit = await cache.HitAsync(By("dave"));
        Assert.Equal(("click here", 3), (hit.Response.Text, cache.Find(id)!.Activity.ConfirmedBy.Count));
        Assert.Single(cache.List(EntryFilter.All));
    }

    [Fact]
    public async Task The_same_in_other_words_confirms_what_is_there()
    {
        await using var cache = await BuildTrustingAsync(2);
        var id = await AnswerAsync(cache, By("ann"), "click here");

        var miss = await cache.MissAsync(By("bob", InOtherWords));
        Assert.Equal((MissReason.Unconfirmed, null, null), (miss.Reason, miss.Nearest, miss.NearMiss));
        var stored = await cache.StoreAsync(miss.Ticket!, "click there", null, Cancellation);

        Assert.Equal((StoreStatus.Stored, id, true), (stored.Status, stored.Id, stored.IsConfirmation));
        Assert.Single(cache.List(EntryFilter.All));
        Assert.Equal("click here", (await cache.HitAsync(By("carol", InOtherWords))).Response.Text);
    }

    [Fact]
    public async Task A_wrong_answer_under_many_wordings_reaches_nobody_else()
    {
        await using var cache = await BuildTrustingAsync(2);
        string[] wordings = [.. Enumerable.Range(0, 12).Select(at => $"reset password ~0.9{(at % 8) + 1}{at}"), "reset password"];
        foreach (var wording in wordings)
            await AnswerAsync(cache, By("mallory", wording), "pay me");

        var victims = new[] { "ann", "bob", "carol" };
        foreach (var victim in victims)
        {
            foreach (var wording in wordings)
            {
                var found = await cache.LookupAsync(By(victim, wording), Cancellation);
                if (found is LookupHit hit)
                    Assert.Equal("click here", hit.Response.Text);
                else
                    await cache.StoreAsync(((LookupMiss)found).Ticket!, "click here", null, Cancellation);
            }
        }

        Assert.Equal("click here", (await cache.HitAsync(By("dave"))).Response.Text);
        foreach (var wording in wordings)
            Assert.NotEqual("pay me", (await cache.HitAsync(By("dave", wording))).Response.Text);
    }

    [Fact]
    public async Task What_enough_stand_behind_is_not_replaced_by_what_fewer_do()
    {
        await using var cache = await BuildTrustingAsync(2);
        await AnswerAsync(cache, By("ann"), "click here");
        await AnswerAsync(cache, By("bob"), "click here");

        foreach (var other in new[] { By("mallory"), By("ann"), By(null) })
        {
            var refused = await cache.StoreAsync(other, "pay me", null, Cancellation);
            Assert.Equal(
                (StoreStatus.Refused, "more stand behind the answer that is there, which says something else"),
                (refused.Status, refused.Reason));
        }

        await AssertGivenAsync(cache, ["ann", "bob", "carol", null], []);
        Assert.Equal("click here", (await cache.HitAsync(By("carol"))).Response.Text);
        await cache.StoreAsync(By(null), "right", new EntryOptions { IsConfirmed = true }, Cancellation);
        Assert.Equal("right", (await cache.HitAsync(By("carol"))).Response.Text);
    }

    [Fact]
    public async Task What_few_stand_behind_is_replaced_and_its_words_cannot_be_changed_by_agreeing()
    {
        await using var cache = await BuildTrustingAsync(3);
        var id = await AnswerAsync(cache, By("ann"), "click here");
        await AnswerAsync(cache, By("bob"), "click on this link of mine"); // Agrees, as the comparer sees it.
        Assert.Equal("click here", (await cache.HitAsync(By("bob"))).Response.Text);

        Assert.NotEqual(id, await AnswerAsync(cache, By("mallory"), "pay me"));
        await AssertGivenAsync(cache, ["mallory"], ["ann", "bob", "carol"]);
        await AnswerAsync(cache, By("mallory"), "pay me more"); // One's own is replaced as ever.
        Assert.Equal("pay me more", (await cache.HitAsync(By("mallory"))).Response.Text);
    }

    [Fact]
    public async Task Confirmations_outlive_the_process_and_how_many_are_asked_for_is_asked_at_the_read()
    {
        await using (var cache = await BuildTrustingAsync(1))
        {
            await AnswerAsync(cache, By("ann"), "click here");
            await AssertGivenAsync(cache, ["ann", "bob", null], []);
        }

        await using (var cache = await BuildTrustingAsync(2))
        {
            await AssertGivenAsync(cache, ["ann"], ["bob", null]);
            await AnswerAsync(cache, By("bob"), "click here");
            await AssertGivenAsync(cache, ["ann", "bob", "carol", null], []);
        }

        await using (var cache = await BuildTrustingAsync(3))
            await AssertGivenAsync(cache, ["ann", "bob"], ["carol", null]);
        await using (var cache = await BuildTrustingAsync(2))
            await AssertGivenAsync(cache, ["ann", "bob", "carol", null], []);
    }

    [Fact]
    public async Task The_operators_answers_count_as_confirmed_also_those_brought_in_and_no_others_of_these()
    {
        await using var cache = await BuildTrustingAsync(16);
        await cache.StoreAsync(By(null), "click here", new EntryOptions { IsConfirmed = true }, Cancellation);
        await AssertGivenAsync(cache, ["ann", null], []);
        var exported = await cache.ExportAsync(EntryFilter.All, withVectors: true, Cancellation).ToListAsync(Cancellation);

        await cache.InvalidateAsync(exported[0].Summary.Id, Cancellation);
        Assert.Equal(StoreStatus.Refused, (await ImportAsync(false)).Status); // What was taken away stays away.
        await using var other = await Caches.BuildAsync(configure: options => options.ConfirmationsMin = 2);
        await other.ImportAsync(exported, "t", cancellationToken: Cancellation);
        await AssertGivenAsync(other, [], ["ann", null]);
        await other.ImportAsync(exported, "t", new ImportOptions { IsConfirmed = true }, Cancellation);
        await AssertGivenAsync(other, ["ann", null], []);
        var refused = Assert.Single(await other.ImportAsync(exported, "t", cancellationToken: Cancellation));
        Assert.Equal("more stand behind the answer that is there", refused.Reason);

        async Task<StoreOutcome> ImportAsync(bool isConfirmed) => Assert.Single(await cache.ImportAsync(
            exported, "t", new ImportOptions { IsConfirmed = isConfirmed }, Cancellation));
    }

    [Fact]
    public async Task A_renewed_answer_keeps_its_words_and_who_stands_behind_them()
    {
        var time = new ManualTime();
        await using var cache = await BuildTrustingAsync(2, time: time);
        await AnswerAsync(cache, By("ann"), "click here");
        var id = await AnswerAsync(cache, By("bob"), "click here");
        time.Advance(TimeSpan.FromMinutes(50));
        foreach (var asker in new[] { "bob", null }) // Both are given it, and ask the model all the same.
            await cache.StoreAsync(By(asker), "click on this link of mine", null, Cancellation);
        time.Advance(TimeSpan.FromMinutes(50));
        var later = await cache.HitAsync(By("dave"));
        Assert.Equal(("click here", false), (later.Response.Text, later.IsStale));

        time.Advance(TimeSpan.FromMinutes(20));
        await cache.MissAsync(By("carol"));

        var renewed = await AnswerAsync(cache, By("carol"), "click on this link of mine");
        Assert.NotEqual(id, renewed);
        var hit = await cache.HitAsync(By("dave"));
        Assert.Equal(("click here", 3), (hit.Response.Text, cache.Find(renewed)!.Activity.ConfirmedBy.Count));
        Assert.Single(cache.List(EntryFilter.All));
    }

    [Fact]
    public async Task A_stale_answer_is_given_to_those_alone_whom_it_would_be_given_to_while_fresh()
    {
        var time = new ManualTime();
        await using var cache = await BuildTrustingAsync(2, time: time);
        await AnswerAsync(cache, By("ann"), "click here");
        time.Advance(TimeSpan.FromMinutes(70));
        var takesStale = new RequestDirectives { AcceptStale = TimeSpan.MaxValue };
        foreach (var words in new[] { "reset password", InOtherWords })
        {
            Assert.True((await cache.HitAsync(By("ann", words) with { Directives = takesStale })).IsStale);
            var miss = await cache.MissAsync(By("bob", words) with { Directives = takesStale });
            Assert.Null(miss.Nearest);
        }

        await Assert.ThrowsAsync<IOException>(() => cache.GetOrCreateAsync(
            By("bob"), (_, _) => throw new IOException("down"), cancellationToken: Cancellation).AsTask());
        var masked = await cache.GetOrCreateAsync(
            By("ann"), (_, _) => throw new IOException("down"), cancellationToken: Cancellation);
        Assert.Equal(("click here", true), (masked.Response.Text, masked.Masked is IOException));
    }

    [Fact]
    public async Task Calls_are_joined_by_the_same_principal_alone()
    {
        await using var cache = await BuildTrustingAsync(2);
        var release = new TaskCompletionSource();
        var calls = 0;
        var asked = new[] { "ann", "ann", "bob", null, null }.Select(principal => cache.GetOrCreateAsync(
            By(principal),
            async (_, _) =>
            {
                Interlocked.Increment(ref calls);
                await release.Task;
                return principal ?? "nobody";
            },
            cancellationToken: Cancellation).AsTask()).ToArray();
        release.SetResult();

        var answers = await Task.WhenAll(asked);
        Assert.Equal(["ann", "ann", "bob", "nobody", "nobody"], answers.Select(answer => answer.Response.Text));
        Assert.Equal(4, calls);
    }

    [Fact]
    public async Task A_namespace_may_ask_for_more_and_the_rule_that_asks_for_most_counts()
    {
        await using var cache = await BuildTrustingAsync(
            1, rules: [new() { Namespace = "x*", ConfirmationsMin = 2 }, new() { Namespace = "xy", ConfirmationsMin = 3 }]);
        foreach (var (name, needed) in new[] { ("default", 1), ("x", 2), ("xy", 3) })
        {
            string[] askers = ["ann", "bob", "carol"];
            foreach (var asker in askers[..needed])
            {
                Assert.IsType<LookupMiss>(await cache.LookupAsync(By("dave") with { Namespace = name }, Cancellation));
                await AnswerAsync(cache, By(asker) with { Namespace = name }, "click here");
            }

            await cache.HitAsync(By("dave") with { Namespace = name });
        }
    }

    private static PromptRequest By(string? principal, string words = "reset password") =>
        PromptRequest.FromText(words) with { Tenant = "t", Principal = principal };

    /// <summary>As a proxy does: looked up, and what the model says is stored.</summary>
    private static async Task<EntryId> AnswerAsync(SemanticCache cache, PromptRequest request, string answer)
    {
        var unasked = request with { Directives = new() { NoLookup = true } };
        var found = await cache.LookupAsync(request, Cancellation);
        var ticket = ((found as LookupMiss) ?? await cache.MissAsync(unasked)).Ticket!;
        var stored = await cache.StoreAsync(ticket, answer, null, Cancellation);
        Assert.Equal(StoreStatus.Stored, stored.Status);
        return stored.Id!.Value;
    }

    /// <summary>By the same words, by meaning, and by what was remembered of meaning.</summary>
    private static async Task AssertGivenAsync(SemanticCache cache, string?[] given, string?[] kept)
    {
        foreach (var words in new[] { "reset password", InOtherWords, InOtherWords })
        {
            foreach (var principal in given)
                Assert.IsType<LookupHit>(await cache.LookupAsync(By(principal, words), Cancellation));
            foreach (var principal in kept)
                Assert.Equal(MissReason.Unconfirmed, (await cache.MissAsync(By(principal, words))).Reason);
        }
    }

    private ValueTask<SemanticCache> BuildTrustingAsync(
        int confirmationsMin, TimeProvider? time = null, params NamespaceRule[] rules) => Caches.BuildAsync(
        configure: options =>
        {
            options.ConfirmationsMin = confirmationsMin;
            options.TimeToLive = TimeSpan.FromHours(1);
            options.Stale.IfError = TimeSpan.FromHours(1);
            foreach (var rule in rules)
                options.Namespaces.Add(rule);
        },
        time: time,
        build: builder => builder.UseStore(Store).UseComparer(new Comparer(comparison =>
            comparison.Cached.Text.Split(' ')[0] == comparison.Fresh.Text.Split(' ')[0]
                ? AnswerAgreement.Same
                : AnswerAgreement.Different)));
}
