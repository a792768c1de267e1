using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Likewise.Server;

/// <summary>What a caller asks of the cache, in headers: the body belongs to the model's protocol.</summary>
internal sealed record RequestControls
{
    public const string Threshold = CacheHeaders.Prefix + "threshold";
    public const string TimeToLive = CacheHeaders.Prefix + "ttl";
    public const string Namespace = CacheHeaders.Prefix + "namespace";
    public const string Tags = CacheHeaders.Prefix + "tags";
    public const string Sources = CacheHeaders.Prefix + "sources";
    public const string Mode = CacheHeaders.Prefix + "mode";
    public const string Context = CacheHeaders.Prefix + "context";
    public const string Visible = CacheHeaders.Prefix + "visibility";

    /// <summary>For the lookup.</summary>
    public RequestDirectives Directives { get; init; } = RequestDirectives.None;

    /// <summary>For the entry.</summary>
    public EntryOptions Options { get; init; } = EntryOptions.Default;

    /// <summary>Whether the model is not to be asked.</summary>
    public bool OnlyCached { get; init; }

    private string? Part { get; init; }

    private CacheMode How { get; init; }

    private KeyValuePair<string, string>[] Fields { get; init; } = [];

    /// <summary>
    /// Reads <c>x-likewise-threshold</c> (a cosine similarity; tightens, never loosens), <c>-ttl</c> (cut to the operator's),
    /// <c>-namespace</c>, <c>-tags</c> and <c>-sources</c> (with commas between), <c>-mode</c> (<see cref="CacheMode"/>),
    /// <c>-context</c> (<c>name=value</c> with commas between, percent-encoded where a value has one), <c>-visibility</c> and
    /// <c>Cache-Control</c>: <c>no-cache</c> asks the model afresh, <c>no-store</c> keeps nothing, <c>max-age</c> refuses older
    /// answers, <c>max-stale</c> takes one whose time is over, <c>only-if-cached</c> does not ask the model, and
    /// <c>stale-while-revalidate</c> and <c>stale-if-error</c> are the entry's windows, cut to the operator's.
    /// </summary>
    /// <exception cref="HttpFault">A value is impossible.</exception>
    public static RequestControls Read(IHeaderDictionary headers)
    {
        var mode = ReadMode(headers[Mode]);
        var control = ReadCacheControl(headers);
        return new RequestControls
        {
            Directives = new RequestDirectives
            {
                SimilarityMin = ReadSimilarity(Threshold, headers[Threshold]),
                NoLookup = control.NoCache || mode == CacheMode.Refresh,
                NoStore = control.NoStore,
                MaxAge = control.MaxAge,
                AcceptStale = control.MaxStale ? control.MaxStaleLimit ?? TimeSpan.MaxValue : null,
                Visibility = ReadVisibility(headers[Visible]),
            },
            Options = new EntryOptions
            {
                TimeToLive = ReadTimeToLive(headers[TimeToLive]),
                Tags = ReadItems(headers[Tags]),
                Sources = Array.ConvertAll(ReadItems(headers[Sources]), EntrySource.Parse),
                StaleWhileRevalidate = SecondsIn(control, "stale-while-revalidate"),
                StaleIfError = SecondsIn(control, "stale-if-error"),
            },
            OnlyCached = control.OnlyIfCached,
            Part = ReadNamespace(Namespace, headers[Namespace]),
            How = mode,
            Fields = Array.ConvertAll(ReadItems(headers[Context]), ReadField),
        };
    }

    /// <summary>A request with all that is asked of the cache for it.</summary>
    /// <param name="prompt">As its protocol has it.</param>
    /// <param name="tenant">Who asks.</param>
    public PromptRequest Apply(PromptRequest prompt, string tenant)
    {
        var allowed = How switch
        {
            CacheMode.Exact => Eligibility.ExactOnly,
            CacheMode.Off => Eligibility.Bypass,
            _ => Eligibility.Semantic,
        };
        var isTightened = allowed > prompt.Eligibility;
        return prompt with
        {
            Tenant = tenant,
            Namespace = Part ?? prompt.Namespace,
            Directives = Directives,
            Context = Fields,
            Eligibility = isTightened ? allowed : prompt.Eligibility,
            EligibilityReason = isTightened ? "the caller said so" : prompt.EligibilityReason,
        };
    }

    private static CacheControlHeaderValue ReadCacheControl(IHeaderDictionary headers)
    {
        if (headers.CacheControl.Count == 0)
            return new CacheControlHeaderValue();

        var text = headers.CacheControl.ToString();
        return CacheControlHeaderValue.TryParse(text, out var control)
            ? control
            : throw Impossible("Cache-Control", text, "directives such as no-cache or max-age=60, in seconds");
    }

    private static TimeSpan? SecondsIn(CacheControlHeaderValue control, string directive)
    {
        var value = control.Extensions.FirstOrDefault(part => part.Name.Equals(directive, StringComparison.OrdinalIgnoreCase));
        if (value is null)
            return null;

        var text = value.Value.ToString();
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : throw Impossible("Cache-Control", $"{directive}={text}", "a whole number of seconds");
    }

    /// <summary>In a namespace, unless one is named already.</summary>
    public RequestControls Within(string? part) => this with { Part = Part ?? ReadNamespace("namespace", part) };

    /// <summary>The model is asked afresh.</summary>
    public RequestControls Refreshed() => this with { Directives = Directives with { NoLookup = true } };

    public RequestControls NotStored() => this with { Directives = Directives with { NoStore = true } };

    public RequestControls InMode(CacheMode mode) => this with { How = How == CacheMode.Semantic ? mode : How };

    public RequestControls Tightened(double? similarityMin) =>
        this with { Directives = Directives with { SimilarityMin = Directives.SimilarityMin ?? similarityMin } };

    /// <exception cref="HttpFault">It is not positive.</exception>
    public RequestControls LivingFor(double seconds) =>
        this with { Options = Options with { TimeToLive = Options.TimeToLive ?? DurationOf("ttl", seconds, isZeroFine: false) } };

    /// <exception cref="HttpFault">It is negative.</exception>
    public RequestControls NotOlderThan(double seconds) =>
        this with { Directives = Directives with { MaxAge = Directives.MaxAge ?? DurationOf("age", seconds, isZeroFine: true) } };

    /// <exception cref="HttpFault">It is none.</exception>
    public static double? ReadSimilarity(string header, string? text)
    {
        if (text is null)
            return null;

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= -1 and <= 1
            ? value
            : throw Impossible(header, text, "a cosine similarity from -1 to 1");
    }

    private static TimeSpan? ReadTimeToLive(string? text)
    {
        if (text is null)
            return null;

        return DurationText.TryParse(text, out var value) && value > TimeSpan.Zero
            ? value
            : throw Impossible(TimeToLive, text, "a positive duration such as 30s, 24h or 1d");
    }

    private static string? ReadNamespace(string name, string? text) => text is null || NamespaceName.IsAcceptable(text)
        ? text
        : throw Impossible(name, text, $"a name of {NamespaceName.Expected}");

    private static string[] ReadItems(string? text) =>
        text?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static CacheMode ReadMode(string? text) =>
        text is null ? CacheMode.Semantic
        : Enum.TryParse<CacheMode>(text, ignoreCase: true, out var mode) && Enum.IsDefined(mode) && !char.IsAsciiDigit(text[0])
            ? mode
            : throw Impossible(Mode, text, "semantic, exact, refresh or off");

    private static Visibility? ReadVisibility(string? text) =>
        text is null ? null
        : SettingKinds.Visibility.TryParse(text, out var visibility) ? visibility
        : throw Impossible(Visible, text, "private, tenant or public");

    private static KeyValuePair<string, string> ReadField(string item)
    {
        var equals = item.IndexOf('=', StringComparison.Ordinal);
        return equals > 0
            ? new(Uri.UnescapeDataString(item[..equals].TrimEnd()), Uri.UnescapeDataString(item[(equals + 1)..].TrimStart()))
            : throw Impossible(Context, item, "name=value, with commas between several,");
    }

    private static TimeSpan DurationOf(string name, double seconds, bool isZeroFine) =>
        seconds > 0 || (isZeroFine && seconds == 0)
            ? TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.MaxValue.TotalSeconds / 2))
            : throw Impossible(name, seconds.ToString(CultureInfo.InvariantCulture), "a positive number of seconds");

    public static HttpFault Impossible(string header, string text, string expected) =>
        new(400, $"The header '{header}' is '{text}': {expected} was expected.", "invalid_header", header);
}
