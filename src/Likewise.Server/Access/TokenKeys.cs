using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace Likewise.Server;

/// <summary>Where the keys of tokens come from: a file, read again when it changes, or an address, asked again in time.</summary>
/// <remarks>
/// What was read last stays in force while it cannot be read again, from the network for at most a day. A token that names an
/// unknown key makes the address be asked early, but not more often than every half minute, whoever sends such tokens.
/// </remarks>
internal sealed class TokenKeys : IDisposable
{
    private const int AnswerBytesMax = 1 << 20;

    private static readonly TimeSpan FileLookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AskTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan OldMax = TimeSpan.FromDays(1);

    private readonly string _source;
    private readonly TimeSpan _refresh;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly HttpClient? _client;
    private readonly SemaphoreSlim _reading = new(1);

    private volatile TokenKeySet? _keys;
    private long _readAt;
    private long _triedAt;
    private bool _isTried;

    public TokenKeys(JwtSettings settings, TimeProvider time, ILogger logger)
    {
        (_source, _refresh, _time, _logger) = (settings.Keys!, settings.Refresh, time, logger); // Made only where they are set.
        if (IsAddress(_source))
            _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
            {
                Timeout = AskTimeout, MaxResponseContentBufferSize = AnswerBytesMax,
            };
    }

    /// <summary>Whether keys come over the network.</summary>
    public static bool IsAddress(string source) => source.Contains("://", StringComparison.Ordinal);

    /// <summary>Reads a file at start, so that a wrong one is known then; an address may be down for a while.</summary>
    /// <exception cref="SettingsException">The file cannot be used.</exception>
    public void CheckFile()
    {
        if (_client is not null)
            return;

        try
        {
            _keys = ReadFile();
            (_readAt, _triedAt, _isTried) = (_time.GetTimestamp(), _time.GetTimestamp(), true);
        }
        catch (Exception fault) when (IsExpected(fault))
        {
            throw new SettingsException([$"jwt.keys: {_source}: {fault.Message}"]);
        }
    }

    /// <summary>The keys in force.</summary>
    /// <param name="isKnown">Says of a set whether it is enough; if not, newer ones are looked for.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Null where there are none, or none that are recent enough.</returns>
    public async ValueTask<TokenKeySet?> GetAsync(Predicate<TokenKeySet> isKnown, CancellationToken cancellationToken)
    {
        var before = _keys;
        if (before is null || IsDue(_client is null ? FileLookEvery : isKnown(before) ? _refresh : AskEvery))
            await ReadAgainAsync(before, cancellationToken).ConfigureAwait(false);
        return _client is null || _time.GetElapsedTime(Volatile.Read(ref _readAt)) < OldMax ? _keys : null;
    }

    public void Dispose()
    {
        _client?.Dispose();
        _reading.Dispose();
    }

    private bool IsDue(TimeSpan age) => !_isTried || _time.GetElapsedTime(Volatile.Read(ref _triedAt)) >= age;

    private async ValueTask ReadAgainAsync(TokenKeySet? before, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Another may have read them meanwhile, or failed to, a moment ago.
            if (_keys != before || !IsDue(_client is null ? FileLookEvery : AskEvery))
                return;

            _isTried = true;
            Volatile.Write(ref _triedAt, _time.GetTimestamp());

            // Whoever began it may leave: others wait for the same keys, and the next try is half a minute away.
            _keys = _client is null ? ReadFile() : await AskAsync(_client).ConfigureAwait(false);
            Volatile.Write(ref _readAt, _time.GetTimestamp());
        }
        catch (Exception fault) when (IsExpected(fault))
        {
            Log.TokenKeysNotRead(_logger, _source, fault.Message);
        }
        finally
        {
            _reading.Release();
        }
    }

    private TokenKeySet ReadFile() => NotEmpty(TokenKeySet.Parse(File.ReadAllText(_source), mayHoldSecrets: true));

    private async ValueTask<TokenKeySet> AskAsync(HttpClient client)
    {
        using var answer = await client.GetAsync(new Uri(_source), CancellationToken.None).ConfigureAwait(false);
        answer.EnsureSuccessStatusCode();
        var text = await answer.Content.ReadAsStringAsync(CancellationToken.None).ConfigureAwait(false);
        return NotEmpty(TokenKeySet.Parse(text, mayHoldSecrets: false));
    }

    private static TokenKeySet NotEmpty(TokenKeySet keys) => keys.IsEmpty
        ? throw new ArgumentException("there is no key of at least 2,048 bits (RSA), 256 bits (HMAC) or a P curve") : keys;

    private static bool IsExpected(Exception fault) => fault is IOException or UnauthorizedAccessException or HttpRequestException
        or OperationCanceledException or ArgumentException or CryptographicException or FormatException;
}
