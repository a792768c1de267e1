using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Likewise.Server;

/// <summary>What a caller asks of the cache, in headers: the body belongs to the model's protocol.</summary>
/// <param name="Directives">For the lookup.</param>
/// <param name="Options">For the entry.</param>
internal sealed record RequestControls(RequestDirectives Directives, EntryOptions Options)
{
    public const string SimilarityMin = CacheHeaders.Prefix + "similarity-min";
    public const string TimeToLive = CacheHeaders.Prefix + "time-to-live";

    /// <summary>
    /// Reads <c>x-likewise-similarity-min</c> (tightens, never loosens), <c>x-likewise-time-to-live</c> (cut to the operator's)
    /// and <c>Cache-Control</c>: <c>no-cache</c> asks the model afresh, <c>no-store</c> keeps nothing, <c>max-age</c> refuses
    /// older answers.
    /// </summary>
    /// <exception cref="HttpFault">A value is impossible.</exception>
    public static RequestControls Read(IHeaderDictionary headers)
    {
        var directives = RequestDirectives.None with { SimilarityMin = ReadSimilarity(headers[SimilarityMin]) };
        if (headers.CacheControl.Count > 0)
        {
            var text = headers.CacheControl.ToString();
            if (!CacheControlHeaderValue.TryParse(text, out var control))
                throw Impossible("Cache-Control", text, "directives such as no-cache or max-age=60, in seconds");
            directives = directives with { NoLookup = control.NoCache, NoStore = control.NoStore, MaxAge = control.MaxAge };
        }

        return new RequestControls(directives, EntryOptions.Default with { TimeToLive = ReadTimeToLive(headers[TimeToLive]) });
    }

    private static double? ReadSimilarity(string? text)
    {
        if (text is null)
            return null;

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= -1 and <= 1
            ? value
            : throw Impossible(SimilarityMin, text, "a cosine similarity from -1 to 1");
    }

    private static TimeSpan? ReadTimeToLive(string? text)
    {
        if (text is null)
            return null;

        return DurationText.TryParse(text, out var value) && value > TimeSpan.Zero
            ? value
            : throw Impossible(TimeToLive, text, "a positive duration such as 30s, 24h or 1d");
    }

    private static HttpFault Impossible(string header, string text, string expected) =>
        new(400, $"The header '{header}' is '{text}': {expected} was expected.", "invalid_header", header);
}
