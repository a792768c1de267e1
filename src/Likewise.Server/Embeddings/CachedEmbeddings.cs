using Likewise.Protocols;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>
/// Vectors of an upstream's model, cached item by item: those that are stored are not asked for again, and all others are asked
/// for in one call. An item is the same only where it is so to the letter; vectors are never shared by meaning.
/// </summary>
internal sealed class CachedEmbeddings(
    SemanticCache cache, PassThroughEndpoint elsewhere, Dialects dialects, LookupLog lookups, Asker asker,
    LikewiseSettings settings)
{
    private readonly bool _hidesUsage = settings.Server.HitUsage == HitUsage.Zero;

    /// <summary>Of the upstream's answer, as much as was read is parsed.</summary>
    private readonly ProtocolLimits _limits = settings.AnswerLimits with { BodyBytesMax = long.MaxValue };

    public async Task HandleAsync(
        HttpContext context, EmbeddingsRequest asked, ReadOnlyMemory<byte> body, Upstream upstream, RequestControls controls)
    {
        var (aborted, response, startedAt) = (context.RequestAborted, context.Response, lookups.Now);
        var (caller, said) = (Caller.Of(context, upstream), asker.BodyOf(body));

        // 1. Look up each item, once.
        var parts = new OrderedDictionary<EmbeddingsItem, EmbeddingPart>();
        foreach (var item in asked.Items.Distinct())
        {
            var prompt = asker.Place(
                controls.Apply(EmbeddingPart.RequestFor(asked, item, upstream), caller.Tenant), context, said);
            parts.Add(item, await LookUpAsync(item, prompt, aborted).ConfigureAwait(false));
        }

        var missing = parts.Values.Where(part => part.IsMissing).ToArray();
        if (controls.OnlyCached && missing.Length > 0)
            throw HttpFault.NotCached();

        // 2. Ask for what is missing, all at once: where that is everything, in the caller's own words.
        var isWhole = missing.Length == asked.Items.Count;
        var shown = missing.FirstOrDefault() ?? parts.GetAt(0).Value;
        UpstreamReply? own = null;
        try
        {
            if (missing.Length > 0)
                own = await FillAsync(
                    new UpstreamRequest(
                        isWhole ? body : asked.WriteFor(missing.Select(part => part.Item)), "", caller.Headers)
                    {
                        To = upstream, Path = UpstreamRequest.EmbeddingsPath,
                    },
                    missing, startedAt, aborted).ConfigureAwait(false);
        }
        catch (UnusableReplyException unusable) when (isWhole || !unusable.Reply.IsSuccess)
        {
            CacheHeaders.WriteUnusable(response.Headers, unusable.Reply.Status);
            await unusable.Reply.WriteToAsync(response, aborted).ConfigureAwait(false);
            return;
        }
        catch (UnusableReplyException unusable)
        {
            // Nobody asked for this in these words: it is no answer that could be passed on.
            throw new UpstreamException(
                502, "upstream_unusable", $"The upstream gave no vectors: {unusable.Message}", unusable);
        }

        lookups.Add(UpstreamRequest.EmbeddingsPath, shown.Prompt, shown.Found, startedAt);

        // 3. Store, and answer: the upstream's own bytes where it was asked for this very request.
        var isStored = await StoreAsync(missing, controls.Options).ConfigureAwait(false);
        if (parts.Values.Any(part => part.Vector.Length != shown.Vector.Length))
        {
            // Another model goes by the name now: vectors of both are not for one answer.
            await elsewhere.PassOnAsync(context, body).ConfigureAwait(false);
            return;
        }

        CacheHeaders.Write(response.Headers, [.. parts.Values.Select(part => part.Found)], isStored);
        dialects.Write(response.Headers, shown.Found);
        await (isWhole && own is not null
            ? own.WriteToAsync(response, aborted)
            : WriteAsync(response, asked, [.. asked.Items.Select(item => parts[item])], shown.Model)).ConfigureAwait(false);
    }

    private async ValueTask<EmbeddingPart> LookUpAsync(
        EmbeddingsItem item, PromptRequest prompt, CancellationToken cancellationToken)
    {
        var found = await cache.LookupAsync(prompt, cancellationToken).ConfigureAwait(false);
        var part = new EmbeddingPart(item, prompt, found);
        if (found is LookupMiss || !part.IsMissing)
            return part;

        // Other hands stored something that is no vector. It is not served, and makes room for one.
        var unasked = prompt with { Directives = prompt.Directives with { NoLookup = true } };
        return new EmbeddingPart(
            item, prompt, await cache.LookupAsync(unasked, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Asks the upstream for the vectors of the items.</summary>
    /// <exception cref="UnusableReplyException">The reply is an error, or has not one finite vector for each item.</exception>
    /// <exception cref="UpstreamException">There is none.</exception>
    private async ValueTask<UpstreamReply> FillAsync(
        UpstreamRequest request, EmbeddingPart[] missing, long startedAt, CancellationToken cancellationToken)
    {
        try
        {
            var reply = await request.To.AskAsync(request, cancellationToken).ConfigureAwait(false);
            EmbeddingPart.Fill(
                missing, reply.Read(body => EmbeddingsAnswer.Parse(body.Span, missing.Length, _limits), request.Path));
            return reply;
        }
        catch (Exception fault) when (fault is UnusableReplyException or UpstreamException)
        {
            lookups.Add(request.Path, missing[0].Prompt, null, startedAt);
            throw;
        }
    }

    /// <returns>Whether all of them are.</returns>
    private async ValueTask<bool> StoreAsync(EmbeddingPart[] fresh, EntryOptions options)
    {
        // They are paid for: a caller who leaves now changes nothing. Together, so that they share the store's transactions.
        var outcomes = await Task.WhenAll(
            from part in fresh
            let ticket = (part.Found as LookupMiss)?.Ticket
            where ticket is not null
            select cache.StoreAsync(ticket, part.ToResponse(), options, CancellationToken.None).AsTask()).ConfigureAwait(false);
        return outcomes.Length > 0 && Array.TrueForAll(outcomes, outcome => outcome.Status == StoreStatus.Stored);
    }

    private async Task WriteAsync(HttpResponse response, EmbeddingsRequest asked, EmbeddingPart[] parts, string model)
    {
        var tokens = parts.Sum(part => _hidesUsage && part.Found is LookupHit ? 0 : part.Tokens);
        var answer = new EmbeddingsAnswer(
            model.Length > 0 ? model : asked.Model, [.. parts.Select(part => part.Vector)], tokens);
        response.ContentType = "application/json";
        EmbeddingsWriter.Write(response.BodyWriter, answer, asked.IsBase64);
        await response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted).ConfigureAwait(false);
    }
}
