using System.Globalization;

namespace Likewise;

/// <summary>
/// What makes two vectors comparable: the model, its weights, and how a text is led through it. Vectors of different identities
/// are never compared; whatever meets another identity refuses it by name.
/// </summary>
/// <param name="Model">The model's name, for people: <c>all-MiniLM-L6-v2</c>. Not empty.</param>
/// <param name="Revision">
/// What tells two versions of the weights apart: lower-case hex SHA-256 of the weights, or a provider's version.
/// </param>
/// <param name="Pooling">
/// How token vectors become one: <c>mean</c>, <c>cls</c>, <c>static</c> for a table without layers, or <c>provider</c> where a
/// service does it. Behind the first two <c>-windows-16-64</c> where long texts are read in windows, here 16 at most that have 64
/// tokens in common.
/// </param>
/// <param name="Prefix">What is put before each text (E5's <c>query: </c>); empty for none.</param>
/// <param name="Dimension">Components of a vector, at least 1.</param>
/// <param name="MaxTokens">How many tokens of a text are read, special tokens included; 0 where unknown.</param>
public sealed record EmbedderIdentity(
    string Model, string Revision, string Pooling, string Prefix, int Dimension, int MaxTokens)
{
    private string? _text;
    private byte[]? _scopeShare;

    /// <summary>What <c>with</c> copies: the fields, and not the text of the fields as they were.</summary>
    private EmbedderIdentity(EmbedderIdentity original) =>
        (Model, Revision, Pooling, Prefix, Dimension, MaxTokens) = (
            original.Model, original.Revision, original.Pooling, original.Prefix, original.Dimension, original.MaxTokens);

    /// <summary>
    /// The identity as one line of text, equal exactly where the identities are equal: six fields in the order of the
    /// constructor, each percent-encoded, joined by <c>;</c>. Stores keep this; <see cref="Parse"/> reads it.
    /// </summary>
    public override string ToString() => _text ??= string.Join(
        ';',
        Uri.EscapeDataString(Model),
        Uri.EscapeDataString(Revision),
        Uri.EscapeDataString(Pooling),
        Uri.EscapeDataString(Prefix),
        Dimension.ToString(CultureInfo.InvariantCulture),
        MaxTokens.ToString(CultureInfo.InvariantCulture));

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">The text is not an identity.</exception>
    public static EmbedderIdentity Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var fields = text.Split(';');
        if (fields.Length != 6
            || !int.TryParse(fields[4], NumberStyles.None, CultureInfo.InvariantCulture, out var dimension)
            || !int.TryParse(fields[5], NumberStyles.None, CultureInfo.InvariantCulture, out var maxTokens))
            throw new FormatException($"'{text}' is not an embedder identity: six fields joined by ';' were expected.");

        return new EmbedderIdentity(
            Uri.UnescapeDataString(fields[0]), Uri.UnescapeDataString(fields[1]), Uri.UnescapeDataString(fields[2]),
            Uri.UnescapeDataString(fields[3]), dimension, maxTokens);
    }

    /// <summary>
    /// What the embedder adds to a scope. It can be taken off again, so that an entry finds its place under another embedder
    /// without the request that it was stored for (docs/formats/scope.md).
    /// </summary>
    internal Digest ScopeShare => Digest.Read(_scopeShare ??= MakeScopeShare());

    private byte[] MakeScopeShare()
    {
        var writer = new CanonicalWriter(int.MaxValue);
        try
        {
            writer.Text(CanonicalField.Embedder, ToString());
            var share = new byte[Digest.SizeInBytes];
            Digest.Of(writer.Written).CopyTo(share);
            return share;
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <summary>Equal when every field is; the cached text plays no part.</summary>
    public bool Equals(EmbedderIdentity? other) =>
        other is not null && Model == other.Model && Revision == other.Revision && Pooling == other.Pooling
        && Prefix == other.Prefix && Dimension == other.Dimension && MaxTokens == other.MaxTokens;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Model, Revision, Pooling, Prefix, Dimension, MaxTokens);
}
