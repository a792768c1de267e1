using System.Collections;

namespace Likewise;

/// <summary>A few principals, each by a hash of its name. Immutable, equal by what is in it.</summary>
public sealed class PrincipalSet : IReadOnlyCollection<ulong>, IEquatable<PrincipalSet>
{
    private readonly ulong[] _hashes;

    private PrincipalSet(ulong[] sorted) => _hashes = sorted;

    /// <summary>Nobody.</summary>
    public static PrincipalSet None { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _hashes.Length;

    /// <summary>A set of these.</summary>
    /// <param name="hashes">In any order; the same one twice is in it once. Not kept.</param>
    public static PrincipalSet Of(ReadOnlySpan<ulong> hashes) =>
        hashes.IsEmpty ? None : new PrincipalSet([.. hashes.ToArray().Distinct().Order()]);

    /// <summary>Whether a principal is in it.</summary>
    public bool Contains(ulong hash) => Array.BinarySearch(_hashes, hash) >= 0;

    /// <summary>The set with a principal.</summary>
    public PrincipalSet With(ulong hash) => Contains(hash) ? this : Of([.. _hashes, hash]);

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
