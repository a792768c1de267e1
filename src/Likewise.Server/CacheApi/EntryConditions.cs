using System.Globalization;
using Likewise.Protocols;

namespace Likewise.Server;

/// <summary>
/// The conditions by which entries are chosen, by their names: namespace, tagMatch, model, embedder, scope, prompt, contains,
/// createdBefore, createdFrom; and tags.
/// </summary>
public static class EntryConditions
{
    private const string AllTags = "all";

    /// <summary>Reads a filter.</summary>
    /// <param name="text">What a condition says; null where it says nothing.</param>
    /// <param name="tags">The tags.</param>
    /// <param name="tenant">Whose entries; null for everybody's.</param>
    /// <exception cref="ProtocolException">A condition is impossible; the message names it.</exception>
    public static EntryFilter Read(Func<string, string?> text, IReadOnlyList<string> tags, string? tenant)
    {
        var isAll = text("tagMatch") switch
        {
            null or "any" => false,
            AllTags => true,
            _ => throw Impossible("tagMatch", "any or all"),
        };
        return new EntryFilter
        {
            Tenant = tenant,
            Namespace = text("namespace"),
            AnyTag = isAll ? [] : tags,
            AllTags = isAll ? tags : [],
            Model = text("model"),
            Embedder = ReadEmbedder(text("embedder")),
            Scope = ReadScope(text("scope")),
            Prompt = text("prompt"),
            PromptContains = text("contains"),
            CreatedBefore = ReadMoment("createdBefore", text("createdBefore")),
            CreatedFrom = ReadMoment("createdFrom", text("createdFrom")),
        };
    }

    /// <summary>The moment before which an entry is older than an age.</summary>
    /// <param name="age">A duration such as <c>30d</c> or <c>12h</c>.</param>
    /// <param name="now">The moment.</param>
    /// <returns>Null where the age is none, negative, or longer than there have been years.</returns>
    public static DateTimeOffset? MomentOf(string age, DateTimeOffset now) =>
        DurationText.TryParse(age, out var duration) && duration >= TimeSpan.Zero && duration < now - DateTimeOffset.MinValue
            ? now - duration
            : null;

    private static EmbedderIdentity? ReadEmbedder(string? text)
    {
        try
        {
            return text is null ? null : EmbedderIdentity.Parse(text);
        }
        catch (FormatException)
        {
            throw Impossible("embedder", "an embedder as entries show it");
        }
    }

    private static Scope? ReadScope(string? text)
    {
        if (text is null)
            return null;

        Span<byte> bytes = stackalloc byte[Scope.SizeInBytes];
        return Convert.FromHexString(text, bytes, out var read, out var written) == System.Buffers.OperationStatus.Done
            && written == Scope.SizeInBytes && read == text.Length
            ? Scope.Read(bytes)
            : throw Impossible("scope", "a scope as entries show it");
    }

    private static DateTimeOffset? ReadMoment(string name, string? text)
    {
        if (text is null)
            return null;

        const DateTimeStyles Style = DateTimeStyles.AssumeUniversal;
        return DateTimeOffset.TryParseExact(
                text, ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd"], CultureInfo.InvariantCulture, Style, out var moment)
            ? moment
            : throw Impossible(name, "a moment such as 2026-03-01T12:00:00Z");
    }

    private static ProtocolException Impossible(string name, string expected) =>
        new($"'{name}' is not acceptable: {expected} was expected.", name);
}
