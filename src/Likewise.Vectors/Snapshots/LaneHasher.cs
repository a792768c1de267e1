namespace Likewise.Vectors.Snapshots;

/// <summary><see cref="LaneHash"/> of bytes that come in pieces. For one thread.</summary>
internal sealed class LaneHasher
{
    private readonly ulong[] _lanes = new ulong[LaneHash.Lanes];
    private readonly byte[] _rest = new byte[LaneHash.StripeBytes];
    private long _length;

    public LaneHasher() => LaneHash.Start(_lanes);

    private int RestBytes => (int)(_length % LaneHash.StripeBytes);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        // 1. Fill the stripe that was begun.
        if (RestBytes > 0)
        {
            var taken = Math.Min(bytes.Length, LaneHash.StripeBytes - RestBytes);
            bytes[..taken].CopyTo(_rest.AsSpan(RestBytes));
            _length += taken;
            bytes = bytes[taken..];
            if (RestBytes > 0)
                return;
            LaneHash.Absorb(_lanes, _rest);
        }

        // 2. Whole stripes from where they lie.
        var whole = bytes.Length - (bytes.Length % LaneHash.StripeBytes);
        LaneHash.Absorb(_lanes, bytes[..whole]);

        // 3. Keep what is left.
        bytes[whole..].CopyTo(_rest);
        _length += bytes.Length;
    }

    /// <summary>The hash of all that was appended; the next byte begins another.</summary>
    public ulong Finish()
    {
        var hash = LaneHash.Finish(_lanes, _rest.AsSpan(0, RestBytes), _length);
        _length = 0;
        LaneHash.Start(_lanes);
        return hash;
    }
}
