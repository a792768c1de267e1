using System.Collections;

namespace Likewise;

/// <summary>A few principals, each by a hash of its name. Immutable, equal by what is in it.</summary>
public sealed class PrincipalSet : IReadOnlyCollection<ulong>, IEquatable<PrincipalSet>
{
    /// <summary>How many are kept at most: nobody asks for more.</summary>
    public const int CountMax = 16;

    /// <summary>Stands for the operator, who counts for as many as are asked for.</summary>
    public const ulong Operator = 0;

    private readonly ulong[] _hashes;

    private PrincipalSet(ulong[] sorted) => _hashes = sorted;

    /// <summary>Nobody.</summary>
    public static PrincipalSet None { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _hashes.Length;

    /// <summary>A set of these.</summary>
    /// <param name="hashes">In any order; the same one twice is in it once. At most the first 16 are kept.</param>
    public static PrincipalSet Of(ReadOnlySpan<ulong> hashes) =>
        hashes.IsEmpty ? None : new PrincipalSet([.. hashes.ToArray().Distinct().Take(CountMax).Order()]);

    /// <summary>
    /// What stands for a principal of a tenant: the first 8 bytes, little-endian, of the SHA-256 of both as fields of the
    /// canonical form (<c>docs/formats/scope.md</c>); 1 where these are 0.
    /// </summary>
    /// <exception cref="ArgumentException">A name is not valid Unicode.</exception>
    public static ulong HashOf(string tenant, string principal)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentNullException.ThrowIfNull(principal);
        var writer = new CanonicalWriter(int.MaxValue);
        try
        {
            writer.Text(CanonicalField.Tenant, tenant);
            writer.Text(CanonicalField.Principal, principal);
            return Math.Max(Digest.Of(writer.Written).Prefix, Operator + 1);
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <summary>Whether a principal is in it.</summary>
    public bool Contains(ulong hash) => Array.BinarySearch(_hashes, hash) >= 0;

    /// <summary>The set with a principal; the same where it is in it, or no more are kept.</summary>
    public PrincipalSet With(ulong hash) => Contains(hash) || Count >= CountMax ? this : Of([.. _hashes, hash]);

    /// <inheritdoc/>
    public bool Equals(PrincipalSet? other) => other is not null && _hashes.AsSpan().SequenceEqual(other._hashes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PrincipalSet);

    /// <inheritdoc/>
    public override int GetHashCode() => _hashes.Length == 0 ? 0 : HashCode.Combine(_hashes.Length, _hashes[0]);

    /// <inheritdoc/>
    public IEnumerator<ulong> GetEnumerator() => _hashes.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
