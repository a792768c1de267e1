using System.Buffers;
using Likewise.Protocols;

namespace Likewise.Server;

/// <summary>
/// The answers of the cache in the protocol of responses, whose service remembers its answers: a caller may go on from one, or
/// fetch it again, by a name that the upstream has never heard of. The newest are held, in this process.
/// </summary>
/// <param name="settings">How much is held.</param>
internal sealed class ServedResponses(LikewiseSettings settings)
{
    private readonly long _bytesMax = settings.Server.ResponsesBytesMax;
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Tenant, string Id), ServedResponse> _served = [];
    private readonly Queue<(string Tenant, string Id)> _oldestFirst = new();
    private long _bytes;

    /// <summary>Remembers an answer that was, or is about to be, sent under this name.</summary>
    public void Add(string tenant, ResponsesRequest asked, RecordedResponse response, AnswerHead head)
    {
        if (!asked.IsStored)
            return;

        var answer = new ArrayBufferWriter<byte>();
        asked.WriteAnswer(answer, response, head);
        var served = new ServedResponse(answer.WrittenMemory, asked.WriteHistory(response));
        var key = (tenant, ResponsesRequest.IdPrefix + head.Id);
        lock (_lock)
        {
            _served[key] = served;
            _oldestFirst.Enqueue(key);
            _bytes += served.Bytes;
            while (_bytes > _bytesMax && _oldestFirst.TryDequeue(out var oldest))
                Drop(oldest);
        }
    }

    public ServedResponse? Find(string tenant, string id)
    {
        lock (_lock)
        {
            return _served.GetValueOrDefault((tenant, id));
        }
    }

    /// <returns>Whether it was there.</returns>
    public bool Remove(string tenant, string id)
    {
        lock (_lock)
        {
            return Drop((tenant, id)); // Its place in the queue is passed over when it comes.
        }
    }

    private bool Drop((string, string) key)
    {
        if (!_served.Remove(key, out var served))
            return false;
        _bytes -= served.Bytes;
        return true;
    }
}
