using System.Text;
using Microsoft.Extensions.Logging;

namespace Likewise;

/// <summary>
/// What stands before each embedder of a cache: bounded calls that are shared under load, and vectors that are remembered,
/// written down at the end and read at the beginning where there is a place for it.
/// </summary>
internal sealed class EmbedderChain
{
    private const int NameBytes = 8;

    private readonly List<CachingEmbedder> _caching = [];
    private readonly SemanticCacheOptions _options;
    private readonly ILogger _logger;

    public EmbedderChain(
        SemanticCacheOptions options, IEnumerable<EmbedderSeat> named, IEmbedder @default, IEmbedder? former, ILogger logger)
    {
        (_options, _logger) = (options, logger);
        Roster = new EmbedderRoster(
            [.. named.Select(Lead)],
            Lead(new EmbedderSeat(EmbedderSeat.DefaultName, @default, [])));
        if (former is not null && Roster.All.All(seat => seat.Identity != former.Identity))
            Former = Lead(new EmbedderSeat(EmbedderSeat.FormerName, former, []));
    }

    public EmbedderRoster Roster { get; }

    /// <summary>The one that is being left; null where none is, or it is one of the others.</summary>
    public EmbedderSeat? Former { get; }

    /// <summary>Whose vectors the cache holds.</summary>
    public IEnumerable<EmbedderIdentity> Spaces =>
        (Former is null ? Roster.All : Roster.All.Append(Former)).Select(seat => seat.Identity);

    /// <summary>Calls that wait for an embedder.</summary>
    public int Waiting => Roster.All.Sum(seat => seat.Bounded is BatchingEmbedder bounded ? bounded.Waiting : 0);

    /// <summary>Vectors that are remembered.</summary>
    public int Remembered => _caching.Sum(embedder => embedder.Count);

    /// <summary>Takes up what was written down. What cannot be read is said, and embedded anew.</summary>
    public ValueTask LoadAsync(CancellationToken cancellationToken) => EachAsync(
        static async (embedder, path, token) => await embedder.LoadAsync(path, token).ConfigureAwait(false), cancellationToken);

    /// <summary>Writes down what is remembered. Where that fails it is said, and costs no more than embedding again.</summary>
    public ValueTask SaveAsync(CancellationToken cancellationToken) => EachAsync(
        static (embedder, path, token) => embedder.SaveAsync(path, token), cancellationToken);

    private EmbedderSeat Lead(EmbedderSeat seat)
    {
        var bounded = new BatchingEmbedder(seat.Embedder, new BatchingEmbedderOptions
        {
            CallsMax = _options.EmbedCallsMax ?? Environment.ProcessorCount,
            BatchTextsMax = _options.EmbedBatchMax,
            WaitingMax = _options.EmbedWaitingMax,
        });
        if (_options.EmbeddingsMax == 0)
            return seat with { Embedder = bounded, Bounded = bounded };

        var caching = new CachingEmbedder(bounded, _options.EmbeddingsMax);
        _caching.Add(caching);
        return seat with { Embedder = caching, Bounded = bounded };
    }

    private async ValueTask EachAsync(
        Func<CachingEmbedder, string, CancellationToken, ValueTask> act, CancellationToken cancellationToken)
    {
        if (_options.EmbeddingsDirectory is not { } directory)
            return;

        foreach (var embedder in _caching)
        {
            var path = Path.Combine(directory, NameOf(embedder.Identity));
            try
            {
                Directory.CreateDirectory(directory);
                await act(embedder, path, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is IOException or InvalidDataException or UnauthorizedAccessException)
            {
                Log.EmbeddingsFileFailed(_logger, path, fault.Message);
            }
        }
    }

    /// <summary>A file for each identity, so that going back to an embedder finds its vectors.</summary>
    private static string NameOf(EmbedderIdentity identity) =>
        $"{Digest.Of(Encoding.UTF8.GetBytes(identity.ToString())).ToHex()[..(2 * NameBytes)]}.embeddings";
}
