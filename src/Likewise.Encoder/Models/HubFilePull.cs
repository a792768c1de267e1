using System.Net;
using System.Net.Http.Headers;

namespace Likewise.Encoder;

/// <summary>
/// Fetches one file from a hub into a <c>.partial</c> file beside its place, going on where an earlier try ended, and moves it
/// there once it is whole and verified.
/// </summary>
/// <remarks>
/// A partial file of an earlier run is used only where the digest is known, since nothing else tells whether both parts are of
/// one file. Within a run the server's entity tag does.
/// </remarks>
internal sealed class HubFilePull
{
    private const int ChunkBytes = 1 << 17;

    private readonly HttpClient _http;
    private readonly Uri _address;
    private readonly HubFile _file;
    private readonly string _path;
    private readonly string _partial;
    private readonly PullOptions _options;
    private readonly TimeProvider _time;
    private readonly IProgress<PullProgress>? _progress;
    private EntityTagHeaderValue? _tag;

    public HubFilePull(
        HttpClient http, Uri address, HubFile file, string directory, PullOptions options, TimeProvider time,
        IProgress<PullProgress>? progress)
    {
        (_http, _address, _file, _options, _time, _progress) = (http, address, file, options, time, progress);
        _path = Path.Combine([Path.GetFullPath(directory), .. file.Name.Split('/')]);
        _partial = _path + ".partial";
    }

    /// <summary>1. see what is there; 2. fetch, trying again where that can help; 3. verify; 4. move into place.</summary>
    /// <returns>The file; null where it is optional and the server has none.</returns>
    public async Task<FileVerification?> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            // 1. See what is there.
            if (_file.Sha256 is not null && await TryVerifyAsync(_path, cancellationToken).ConfigureAwait(false) is { } present)
                return present;
            Directory.CreateDirectory(Path.GetDirectoryName(_path) ?? _path);
            if (_file.Sha256 is null) File.Delete(_partial);

            // 2. Fetch. 3. Verify.
            var resumed = File.Exists(_partial);
            if (!await FetchAsync(cancellationToken).ConfigureAwait(false)) return null;
            var result = await VerifyAsync(_partial, cancellationToken).ConfigureAwait(false);
            if (result.State == FileState.Different && resumed)
            {
                // The part that was here may have been the wrong one: once more, from the beginning.
                File.Delete(_partial);
                await FetchAsync(cancellationToken).ConfigureAwait(false);
                result = await VerifyAsync(_partial, cancellationToken).ConfigureAwait(false);
            }
            if (result.State == FileState.Different)
            {
                File.Delete(_partial);
                throw Fault(
                    $"sent {result.Bytes} bytes with the SHA-256 {result.Sha256}; {_file.Sha256} was expected. "
                    + "Nothing was kept.");
            }

            // 4. Move into place.
            File.Move(_partial, _path, overwrite: true);
            return result;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ModelException(_path, $"cannot be written: {fault.Message}", fault);
        }
    }

    /// <summary>Fetches until the file is whole. False where it is optional and the server has none.</summary>
    private async Task<bool> FetchAsync(CancellationToken cancellationToken)
    {
        for (var (attempt, delay) = (1, _options.RetryDelay); ; attempt++, delay *= 2)
        {
            string fault;
            Exception? cause = null;
            try
            {
                using var response = await AskAsync(cancellationToken).ConfigureAwait(false);
                if (response.StatusCode == HttpStatusCode.NotFound && _file.IsOptional) return false;
                if (response.IsSuccessStatusCode)
                {
                    await ReceiveAsync(response, cancellationToken).ConfigureAwait(false);
                    return true;
                }
                if (!TryRecover(response)) throw Fault($"answered {(int)response.StatusCode} {response.ReasonPhrase}.");
                fault = $"answered {(int)response.StatusCode} {response.ReasonPhrase}";
            }
            catch (Exception broken) when (IsConnectionFault(broken) && !cancellationToken.IsCancellationRequested)
            {
                cause = broken;
                fault = broken is OperationCanceledException
                    ? $"sent nothing for {_options.StallTimeout.TotalSeconds:0.#} s" : $"broke off ({broken.Message})";
            }
            if (attempt == _options.Attempts)
                throw Fault($"{fault}, after {attempt} tries. Run the pull again to go on from where it ended.", cause);
            await Task.Delay(delay, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Whether asking again can help; a partial file that the server finds too long is dropped first.</summary>
    private bool TryRecover(HttpResponseMessage response)
    {
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && File.Exists(_partial))
        {
            File.Delete(_partial);
            return true;
        }
        return (int)response.StatusCode >= 500
            || response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests;
    }

    private static bool IsConnectionFault(Exception fault) =>
        fault is HttpRequestException or HttpIOException or OperationCanceledException;

    private async Task<HttpResponseMessage> AskAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _address);
        if (new FileInfo(_partial) is { Exists: true, Length: > 0 and var have }
            && (_file.Sha256 is not null || _tag is not null))
        {
            request.Headers.Range = new RangeHeaderValue(have, null);
            if (_tag is not null) request.Headers.IfRange = new RangeConditionHeaderValue(_tag);
        }
        using var stall = new CancellationTokenSource(_options.StallTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stall.Token);
        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
    }

    private async Task ReceiveAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        // A server may answer a range with the whole file, and does so where the file is no longer the same.
        var start = response.StatusCode == HttpStatusCode.PartialContent ? response.Content.Headers.ContentRange?.From ?? 0 : 0;
        var total = start + response.Content.Headers.ContentLength;
        if (total > _options.MaxFileBytes)
            throw Fault($"offers {total} bytes; at most {_options.MaxFileBytes} are taken.");
        _tag = response.Headers.ETag is { IsWeak: false } tag ? tag : null;

        var file = new FileStream(
            _partial, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
        await using (file.ConfigureAwait(false))
        {
            if (start > file.Length) throw Fault($"sent bytes from {start} on, where {file.Length} were asked for.");
            file.SetLength(start);
            file.Position = start;
            await CopyAsync(response, file, total, cancellationToken).ConfigureAwait(false);
            file.Flush(flushToDisk: true);
        }
    }

    private async Task CopyAsync(HttpResponseMessage response, FileStream file, long? total, CancellationToken cancellationToken)
    {
        var chunk = new byte[ChunkBytes];
        var content = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (content.ConfigureAwait(false))
        {
            while (true)
            {
                _progress?.Report(new PullProgress(_file.Name, file.Position, total));
                var read = await ReadAsync(content, chunk, cancellationToken).ConfigureAwait(false);
                if (read == 0) return;
                if (file.Position + read > _options.MaxFileBytes)
                    throw Fault($"sends more than {_options.MaxFileBytes} bytes, which is all that is taken.");
                await file.WriteAsync(chunk.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<int> ReadAsync(Stream content, byte[] chunk, CancellationToken cancellationToken)
    {
        using var stall = new CancellationTokenSource(_options.StallTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stall.Token);
        try
        {
            return await content.ReadAsync(chunk, either.Token).ConfigureAwait(false);
        }
        catch (IOException fault)
        {
            // Told apart from the disk's own faults, which no new try would help.
            throw new HttpRequestException(fault.Message, fault);
        }
    }

    private async Task<FileVerification?> TryVerifyAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path)) return null;
        var result = await VerifyAsync(path, cancellationToken).ConfigureAwait(false);
        return result.State == FileState.Intact ? result : null;
    }

    private async Task<FileVerification> VerifyAsync(string path, CancellationToken cancellationToken)
    {
        var bytes = new FileInfo(path).Length;
        var digest = await ModelVerification.ComputeDigestAsync(path, cancellationToken).ConfigureAwait(false);
        var state = _file.Sha256 is null ? FileState.Unknown : digest == _file.Sha256 ? FileState.Intact : FileState.Different;
        return new FileVerification(_file.Name, state, bytes, digest, _file.Sha256);
    }

    private ModelException Fault(string fault, Exception? cause = null) => new(_address.ToString(), fault, cause);
}
