namespace Likewise.Server;

/// <summary>An answer of the cache that a caller may come back to.</summary>
/// <param name="Answer">The response object as it was sent, UTF-8.</param>
/// <param name="History">The conversation up to it and with it, as items, UTF-8.</param>
internal sealed record ServedResponse(ReadOnlyMemory<byte> Answer, ReadOnlyMemory<byte> History)
{
    public long Bytes => Answer.Length + History.Length;
}
