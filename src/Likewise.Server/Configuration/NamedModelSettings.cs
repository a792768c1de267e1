namespace Likewise.Server;

/// <summary>An embedder for some prompts.</summary>
public sealed class NamedModelSettings
{
    /// <summary>What embeds them.</summary>
    public ModelSettings Model { get; } = new();

    /// <summary>The part of the cache that they are for.</summary>
    /// <value>A namespace, or its beginning followed by <c>*</c>; default: null, any.</value>
    public string? Namespace { get; set; }

    /// <summary>Their language.</summary>
    /// <value>ISO 639-1, or <c>und</c>; default: null, any.</value>
    public string? Language { get; set; }

    /// <summary>The shortest.</summary>
    /// <value>UTF-16 characters, not negative; default: 0.</value>
    public int CharsMin { get; set; }

    /// <summary>The longest.</summary>
    /// <value>UTF-16 characters, at least <see cref="CharsMin"/>; default: null, any.</value>
    public int? CharsMax { get; set; }

    /// <summary>For which prompts it says that it is; null where it does not say.</summary>
    internal EmbedderRule? Rule => Namespace is null && Language is null && CharsMin == 0 && CharsMax is null
        ? null
        : new EmbedderRule
        {
            Namespace = Namespace, Language = Language, CharsMin = CharsMin, CharsMax = CharsMax ?? int.MaxValue,
        };

    /// <summary>For which prompts it is: as it says, and those of namespaces that name it.</summary>
    internal EmbedderRule[] RulesIn(LikewiseSettings settings, string name) =>
    [
        .. Rule is { } own ? [own] : Array.Empty<EmbedderRule>(),
        .. settings.Namespaces.Where(part => part.Value.Embedder == name)
            .Select(part => new EmbedderRule { Namespace = part.Value.Namespace ?? part.Key }),
    ];

    /// <returns>What is wrong with the rule, for people; null when nothing is.</returns>
    internal string? FaultOfRule(string name, LikewiseSettings settings) =>
        RulesIn(settings, name).Length == 0
            ? $"models.{name} is for no prompts: set its namespace, language, charsMin or charsMax, or name it in namespaces"
        : CharsMax < CharsMin
            ? $"models.{name}.charsMax is less than models.{name}.charsMin: raise the one or lower the other"
            : null;
}
