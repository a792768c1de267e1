namespace Likewise.Server;

/// <summary>What a search found; nothing, or one.</summary>
internal sealed record LangCacheResults(IReadOnlyList<LangCacheFound> Data);

/// <summary>An entry that a search found.</summary>
/// <param name="Similarity">As <see cref="NormalizedCosine"/>.</param>
internal sealed record LangCacheFound(
    string Id, string Prompt, string Response, IReadOnlyDictionary<string, string> Attributes, double Similarity,
    string SearchStrategy)
{
    public static LangCacheFound Of(LookupHit hit, bool isExactAsked)
    {
        var isExact = isExactAsked && hit.Tier is HitTier.Exact or HitTier.SharedExact;
        return new LangCacheFound(
            hit.Entry.Id.ToString(), hit.Entry.Prompt, hit.Response.Text, LangCacheSets.AttributesOf(hit.Entry.Tags),
            NormalizedCosine.Of(hit.Similarity).Value, isExact ? "exact" : "semantic");
    }
}

/// <summary>What was stored.</summary>
internal sealed record LangCacheStored(string EntryId);

/// <summary>How many entries were deleted.</summary>
internal sealed record LangCacheDeleted(int DeletedEntriesCount);
