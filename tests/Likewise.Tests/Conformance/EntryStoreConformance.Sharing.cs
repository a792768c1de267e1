using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Conformance;

/// <summary>Who sees what, with a cache over the store, and again after the cache was started anew.</summary>
public abstract partial class EntryStoreConformance
{
    private static PromptRequest Question => PromptRequest.FromText("reset password");

    private static RequestDirectives Privately => new() { Visibility = Visibility.Private };

    [Theory]
    [InlineData(Visibility.Private)]
    [InlineData(Visibility.Tenant)]
    [InlineData(Visibility.Public)]
    public async Task What_is_seen_by_some_is_seen_by_nobody_else_also_after_a_restart(Visibility visibility)
    {
        var ann = Question with { Tenant = "t", Principal = "ann", Directives = new() { Visibility = visibility } };
        await using (var cache = await BuildAsync(Visibility.Public))
        {
            await cache.PutAsync(ann, "of ann");
            await AssertSeenAsync(cache);
        }

        await using var again = await BuildAsync(Visibility.Public);
        await AssertSeenAsync(again);

        async Task AssertSeenAsync(SemanticCache cache)
        {
            await AssertSeesAsync(cache, ann, true);
            await AssertSeesAsync(cache, ann with { Principal = "bob" }, visibility != Visibility.Private);
            await AssertSeesAsync(cache, ann with { Tenant = "u" }, visibility == Visibility.Public);
            await AssertSeesAsync(cache, ann with { Tenant = "" }, visibility == Visibility.Public);
            foreach (var other in Enum.GetValues<Visibility>().Where(other => other != visibility))
                await AssertSeesAsync(cache, ann with { Directives = new() { Visibility = other } }, false);
        }
    }

    [Fact]
    public async Task Nobody_widens_what_the_operator_has_narrowed()
    {
        await using var cache = await BuildAsync(Visibility.Tenant);
        var ann = Question with { Tenant = "t", Directives = new() { Visibility = Visibility.Public } };
        await cache.PutAsync(ann, "of ann");

        await AssertSeesAsync(cache, ann with { Tenant = "u" }, false);
        await AssertSeesAsync(cache, ann with { Directives = RequestDirectives.None }, true);
    }

    [Fact]
    public async Task A_namespace_is_wider_or_narrower_than_the_rest_and_the_narrowest_rule_counts()
    {
        await using var cache = await BuildAsync(
            Visibility.Tenant, new() { Namespace = "faq*", Visibility = Visibility.Public },
            new() { Namespace = "faq-own", Visibility = Visibility.Private });
        foreach (var (name, isPublic, isOwn) in new[] { ("faq", true, false), ("faq-own", false, true), ("x", false, false) })
        {
            var ann = Question with { Namespace = name, Tenant = "t", Principal = "ann" };
            await cache.PutAsync(ann, "of ann");
            await AssertSeesAsync(cache, ann with { Principal = "bob" }, !isOwn);
            await AssertSeesAsync(cache, ann with { Tenant = "u" }, isPublic);
        }
    }

    [Fact]
    public async Task A_context_is_a_world_of_its_own()
    {
        await using var cache = await BuildAsync(Visibility.Tenant);
        var german = Question with { Context = [new("locale", "de")] };
        await cache.PutAsync(german, "hier klicken");

        await AssertSeesAsync(cache, german, true);
        await AssertSeesAsync(cache, german with { Context = [new("locale", "en")] }, false);
        await AssertSeesAsync(cache, german with { Context = [new("locale", "de"), new("role", "clerk")] }, false);
        await AssertSeesAsync(cache, Question, false);
    }

    [Fact]
    public async Task Private_answers_of_nobody_in_particular_are_not_kept()
    {
        await using var cache = await BuildAsync(Visibility.Tenant);
        var miss = await cache.MissAsync(Question with { Directives = Privately });

        Assert.Equal((MissReason.Bypassed, "it is private, and who asks is not known"), (miss.Reason, miss.Detail));
        Assert.Null(miss.Ticket);
    }

    [Fact]
    public async Task What_is_public_leaves_with_the_tenant_that_stored_it()
    {
        await using var cache = await BuildAsync(Visibility.Public);
        var (ann, bob) = (Question with { Tenant = "t" }, Question with { Tenant = "u" });
        await cache.PutAsync(ann, "of ann");

        await cache.InvalidateAsync(new EntryFilter { Tenant = "u" }, Cancellation);
        await AssertSeesAsync(cache, bob, true);
        await cache.InvalidateAsync(new EntryFilter { Tenant = "t" }, Cancellation);
        await AssertSeesAsync(cache, bob, false);
        await AssertSeesAsync(cache, ann, false);
    }

    [Fact]
    public async Task An_entry_that_claims_a_scope_which_is_not_its_own_is_given_to_nobody()
    {
        await using var cache = await BuildAsync(Visibility.Tenant);
        await cache.PutAsync(Question with { Tenant = "t" }, "of t");
        var theirs = Assert.Single(cache.List(EntryFilter.All)).Summary;
        foreach (var visibility in Enum.GetValues<Visibility>())
            await Store.WriteAsync(await ForgedAsync(theirs, "forger", visibility), Cancellation);
        await Store.WriteAsync(await ForgedAsync(theirs, "t", Visibility.Public), Cancellation);

        await using var again = await BuildAsync(Visibility.Tenant);
        await AssertSeesAsync(again, Question with { Tenant = "t" }, false);
        await AssertSeesAsync(again, Question with { Tenant = "forger" }, false);
    }

    /// <summary>Of the same words in the same scope, so that it takes the place of the one that was there.</summary>
    private async ValueTask<Entry> ForgedAsync(EntrySummary of, string tenant, Visibility visibility)
    {
        var entry = await Store.FindAsync(of.Key, Cancellation);
        return entry! with { Summary = entry.Summary with { Id = EntryId.New(), Tenant = tenant, Visibility = visibility } };
    }

    private ValueTask<SemanticCache> BuildAsync(Visibility visibility, params NamespaceRule[] rules) => Caches.BuildAsync(
        configure: options =>
        {
            options.Visibility = visibility;
            foreach (var rule in rules)
                options.Namespaces.Add(rule);
        },
        build: builder => builder.UseStore(Store));

    /// <summary>By the same words and by meaning.</summary>
    private static async Task AssertSeesAsync(SemanticCache cache, PromptRequest request, bool isSeen)
    {
        var alike = request with { Messages = [PromptMessage.User(request.Messages[0].Text + " ~0.95")] };
        foreach (var asked in new[] { request, alike, alike }) // The second time by its alias.
            Assert.Equal(isSeen, await cache.LookupAsync(asked, Cancellation) is LookupHit);
    }
}
