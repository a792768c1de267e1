namespace Likewise;

/// <summary>A filter as JSON. What chooses nothing is left out.</summary>
internal sealed record FilterLine
{
    private const char KeySeparator = ':';

    public string? Tenant { get; init; }

    public string? Namespace { get; init; }

    public string? Model { get; init; }

    public string? Embedder { get; init; }

    public string[]? AnyTag { get; init; }

    public string[]? AllTags { get; init; }

    public SourceLine[]? ChangedSources { get; init; }

    public string? Scope { get; init; }

    /// <summary>Scope and fingerprint of each, in hexadecimal digits.</summary>
    public string[]? Keys { get; init; }

    public string? Prompt { get; init; }

    public string? PromptContains { get; init; }

    public DateTimeOffset? CreatedBefore { get; init; }

    public DateTimeOffset? CreatedFrom { get; init; }

    public static FilterLine Of(EntryFilter filter) => new()
    {
        Tenant = filter.Tenant,
        Namespace = filter.Namespace,
        Model = filter.Model,
        Embedder = filter.Embedder?.ToString(),
        AnyTag = filter.AnyTag.Count > 0 ? [.. filter.AnyTag] : null,
        AllTags = filter.AllTags.Count > 0 ? [.. filter.AllTags] : null,
        ChangedSources = filter.ChangedSources.Count > 0 ? [.. filter.ChangedSources.Select(SourceLine.Of)] : null,
        Scope = filter.Scope?.ToString(),
        Keys = filter.Keys.Count > 0 ? [.. filter.Keys.Select(key => $"{key.Scope}{KeySeparator}{key.Fingerprint}")] : null,
        Prompt = filter.Prompt,
        PromptContains = filter.PromptContains,
        CreatedBefore = filter.CreatedBefore,
        CreatedFrom = filter.CreatedFrom,
    };

    /// <exception cref="FormatException">A scope, a key or an embedder is none.</exception>
    /// <exception cref="ArgumentException">A scope, a key or the prompt is impossible.</exception>
    public EntryFilter ToFilter() => new()
    {
        Tenant = Tenant,
        Namespace = Namespace,
        Model = Model,
        Embedder = Embedder is null ? null : EmbedderIdentity.Parse(Embedder),
        AnyTag = AnyTag ?? [],
        AllTags = AllTags ?? [],
        ChangedSources = [.. (ChangedSources ?? []).Select(source => source.ToSource())],
        Scope = Scope is null ? null : Likewise.Scope.Read(Convert.FromHexString(Scope)),
        Keys = (Keys ?? []).Select(ReadKey).ToHashSet(),
        Prompt = Prompt,
        PromptContains = PromptContains,
        CreatedBefore = CreatedBefore,
        CreatedFrom = CreatedFrom,
    };

    private static ExactKey ReadKey(string text)
    {
        var at = text.IndexOf(KeySeparator, StringComparison.Ordinal);
        return at < 0
            ? throw new FormatException($"'{text}' is no key: a scope and a fingerprint were expected.")
            : new ExactKey(
                Likewise.Scope.Read(Convert.FromHexString(text[..at])),
                Fingerprint.Read(Convert.FromHexString(text[(at + 1)..])));
    }
}
