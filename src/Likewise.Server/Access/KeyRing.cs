using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Likewise.Server;

/// <summary>The keys that this server takes: of the settings and of the keys file, which is read again when it changes.</summary>
/// <remarks>
/// The keys in force are replaced whole, so that a request sees those of one moment. A file that cannot be read keeps those that
/// were read before: a slip in it neither opens the server nor shuts everybody out. One that is taken away leaves no keys.
/// </remarks>
internal sealed class KeyRing
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly string _path;
    private readonly Held? _ownKey;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _reading = new();

    private volatile FrozenDictionary<UInt128, Held> _keys;
    private volatile bool _isClosed;
    private FileMark _mark;
    private long _lookedAt;

    /// <param name="settings">Which keys.</param>
    /// <param name="isClosed">Whether callers need a key or a token even where there is no key.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told when keys are read again.</param>
    /// <exception cref="SettingsException">The keys file cannot be used.</exception>
    public KeyRing(AccessSettings settings, bool isClosed, TimeProvider time, ILogger logger)
    {
        (_path, _isClosed, _time, _logger) = (settings.KeysFile, isClosed, time, logger);
        _ownKey = settings.Key is { } key ? new Held(OwnerOf(key)) : null;
        _lookedAt = time.GetTimestamp();
        _mark = FileMark.Of(_path);
        _keys = Read(_mark);
    }

    /// <summary>Whether a caller needs a key. Once that is so it stays so, whatever becomes of the file.</summary>
    public bool IsClosed
    {
        get
        {
            LookAgain();
            return _isClosed;
        }
    }

    /// <summary>How many keys there are, expired ones too.</summary>
    public int Count => _keys.Count;

    /// <summary>Who holds a key.</summary>
    /// <returns>Null where there is no such key, or it has ended.</returns>
    public AccessKey? Find(string key)
    {
        LookAgain();
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), digest);

        // The place is found by half of the digest, of which nobody can choose a byte; the whole is compared in constant time.
        return _keys.TryGetValue(PlaceOf(digest), out var held)
            && CryptographicOperations.FixedTimeEquals(held.Digest, digest)
            && (held.Key.ExpiresAt is not { } end || _time.GetUtcNow() < end)
                ? held.Key
                : null;
    }

    private void LookAgain()
    {
        if (_time.GetElapsedTime(Volatile.Read(ref _lookedAt)) < LookEvery || !_reading.TryEnter())
            return;

        try
        {
            Volatile.Write(ref _lookedAt, _time.GetTimestamp());
            var mark = FileMark.Of(_path);
            if (mark == _mark)
                return;

            // What could not be read is tried again at the next look: a key in it may have been revoked.
            _keys = Read(mark);
            _mark = mark;
            Log.KeysRead(_logger, _keys.Count, _path);
        }
        catch (SettingsException fault)
        {
            Log.KeysNotRead(_logger, fault.Message);
        }
        finally
        {
            _reading.Exit();
        }
    }

    private FrozenDictionary<UInt128, Held> Read(FileMark mark)
    {
        var kept = AccessKeyFile.Read(_path).Select(key => new Held(key));
        _isClosed = _isClosed || _ownKey is not null || mark != default;
        return (_ownKey is null ? kept : kept.Prepend(_ownKey))
            .DistinctBy(held => PlaceOf(held.Digest))
            .ToFrozenDictionary(held => PlaceOf(held.Digest));
    }

    private static AccessKey OwnerOf(string key) => new()
    {
        Id = "access.key", Name = "access.key", Roles = Enum.GetValues<AccessRole>(), Sha256 = AccessKeyFile.DigestOf(key),
    };

    private static UInt128 PlaceOf(ReadOnlySpan<byte> digest) =>
        System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(digest);

    private sealed class Held(AccessKey key)
    {
        public AccessKey Key { get; } = key;

        public byte[] Digest { get; } = Convert.FromHexString(key.Sha256);
    }

    /// <summary>By what a changed file is known; the default where there is none.</summary>
    private readonly record struct FileMark(DateTime WrittenAt, long Bytes)
    {
        public static FileMark Of(string path)
        {
            var file = new FileInfo(path);
            return file.Exists ? new FileMark(file.LastWriteTimeUtc, file.Length) : default;
        }
    }
}
