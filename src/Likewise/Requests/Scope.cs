namespace Likewise;

/// <summary>
/// SHA-256 over everything of a request that must match exactly: tenant, namespace, model, embedder identity, history, system
/// prompt, parameters, sampling class; the text of the last user message is not in it. Answers are shared inside one scope only.
/// </summary>
public readonly record struct Scope
{
    /// <summary>Length of a scope in bytes.</summary>
    public const int SizeInBytes = Digest.SizeInBytes;

    private readonly Digest _digest;

    private Scope(Digest digest) => _digest = digest;

    /// <summary>Reads a stored scope.</summary>
    /// <param name="bytes">Shape [<see cref="SizeInBytes"/>].</param>
    /// <exception cref="ArgumentException">The length differs.</exception>
    public static Scope Read(ReadOnlySpan<byte> bytes) => new(Digest.Read(bytes));

    /// <summary>The scope of a request under an embedder.</summary>
    /// <param name="form">Digest of the request's canonical form, in which no embedder stands.</param>
    /// <param name="embedder">What embeds its prompt.</param>
    internal static Scope Of(in Digest form, EmbedderIdentity embedder) => new(form ^ embedder.ScopeShare);

    /// <summary>The scope that the same request has under another embedder.</summary>
    internal Scope Moved(EmbedderIdentity from, EmbedderIdentity to) => new(_digest ^ from.ScopeShare ^ to.ScopeShare);

    /// <summary>Writes the scope's bytes.</summary>
    /// <param name="destination">At least <see cref="SizeInBytes"/> long.</param>
    public void CopyTo(Span<byte> destination) => _digest.CopyTo(destination);

    /// <summary>Eight of its bytes: as good a hash as any.</summary>
    internal ulong Prefix => _digest.Prefix;

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public override string ToString() => _digest.ToHex();
}
