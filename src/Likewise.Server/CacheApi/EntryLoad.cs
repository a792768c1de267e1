using System.IO.Pipelines;
using Likewise.Protocols;

namespace Likewise.Server;

/// <summary>
/// Takes lines of JSON into a cache (docs/formats/entries.md): exported entries, and requests with their answers. Lines are
/// embedded and written together, some at a time; one that cannot be taken in is said, and loses nothing else.
/// </summary>
public sealed class EntryLoad
{
    /// <summary>Lines that are embedded and written together, and what they may take in memory.</summary>
    private const int LinesTogether = 64;
    private const int BytesTogether = 8 << 20;

    private readonly SemanticCache _cache;
    private readonly ProtocolLimits _limits;
    private readonly Func<JsonField, PromptRequest> _readPrompt;
    private readonly List<(int Line, ExportedEntry Entry)> _entries = [];
    private readonly List<(int Line, StoreItem Item)> _items = [];
    private long _bytesWaiting;

    /// <summary>Takes lines in for a tenant, on the operator's word.</summary>
    /// <param name="cache">Where they go.</param>
    /// <param name="settings">Limits of lines, and the model where a line names none.</param>
    /// <param name="tenant">Whose they are from now on; empty where there is one.</param>
    public EntryLoad(SemanticCache cache, LikewiseSettings settings, string tenant)
        : this(cache, settings, tenant, new PromptBodies(settings ?? throw new ArgumentNullException(nameof(settings))).Read)
    {
        var read = _readPrompt;
        _readPrompt = body => read(body) with { Tenant = tenant };
    }

    /// <param name="cache">Where they go.</param>
    /// <param name="settings">Limits of lines.</param>
    /// <param name="tenant">Whose exported entries are.</param>
    /// <param name="readPrompt">Reads a request, and says whose it is.</param>
    internal EntryLoad(
        SemanticCache cache, LikewiseSettings settings, string tenant, Func<JsonField, PromptRequest> readPrompt)
    {
        ArgumentNullException.ThrowIfNull(cache);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(tenant);
        (_cache, _limits, Tenant, _readPrompt) = (cache, settings.BodyLimits, tenant, readPrompt);
    }

    /// <summary>Whose exported entries are.</summary>
    public string Tenant { get; }

    /// <summary>Whether vectors that came with entries are put aside.</summary>
    /// <value>Default: false.</value>
    public bool EmbedsAnew { get; init; }

    /// <summary>Whether the operator stands behind the answers: they count as confirmed by as many as are asked for.</summary>
    /// <value>Default: false: nobody stands behind what is brought in.</value>
    public bool IsConfirmed { get; init; }

    /// <summary>Told of each line that was not stored, by its number from 1, and why.</summary>
    /// <value>Default: null, nobody.</value>
    public Action<int, string>? OnFault { get; init; }

    /// <summary>Called when what was read so far is stored; the next lines wait for it.</summary>
    /// <value>Default: null, nothing.</value>
    public Func<LoadPosition, ValueTask>? OnStored { get; init; }

    /// <summary>How far it is.</summary>
    public LoadPosition Position { get; private set; }

    /// <summary>Whether the line with which an export ends was there: without it, an export was cut short.</summary>
    public bool HasEnd { get; private set; }

    /// <summary>Takes in what there is to read.</summary>
    /// <param name="input">The lines, from the position on. Stays open.</param>
    /// <param name="from">Where it begins: a position that <see cref="OnStored"/> was told, or the default.</param>
    /// <param name="cancellationToken">Stops between two lots of lines; what was begun is ended and told.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async ValueTask RunAsync(PipeReader input, LoadPosition from, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        Position = from;
        var lines = new LineReader(input, (int)Math.Min(_limits.BodyBytesMax, int.MaxValue), from.Lines);
        while (await lines.ReadAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            Take(line);
            _bytesWaiting += line.Bytes.Length;
            Position = Position with { Bytes = from.Bytes + lines.Bytes, Lines = line.Number };
            if (_entries.Count + _items.Count >= LinesTogether || _bytesWaiting >= BytesTogether)
                await SettleAsync().ConfigureAwait(false);
        }

        await SettleAsync().ConfigureAwait(false);
    }

    private void Take(Line line)
    {
        if (line.Bytes.Span.Trim(" \t\r"u8).IsEmpty)
            return;

        try
        {
            if (line.IsTooLong)
                throw new ProtocolException("The line is longer than a body may be (server.bodyBytesMax).");
            var body = JsonBody.Parse(line.Bytes.Span, _limits);
            if (body.Optional("format") is not null)
                CheckHead(body);
            else if (body.Value.GetPropertyCount() == 1 && body.Optional("entries") is not null)
                HasEnd = true;
            else if (body.Optional("scope") is not null)
                _entries.Add((line.Number, ExportedEntry.FromJson(line.Bytes.Span)));
            else
                _items.Add((line.Number, ReadItem(body)));
        }
        catch (Exception fault) when (fault is ProtocolException or FormatException)
        {
            Fail(line.Number, fault.Message);
        }
    }

    private static void CheckHead(JsonField head)
    {
        if (head.Required("format").Text() != ExportHead.Name || head.Required("version").Integer() != ExportHead.Latest)
            throw new ProtocolException(
                $"The lines are of another format or version: {ExportHead.Name} {ExportHead.Latest} was expected.", "format");
    }

    private StoreItem ReadItem(JsonField body)
    {
        body.AllowOnly([.. CacheRequests.Fields, .. StoreRequests.Fields]);
        var request = _readPrompt(body);
        var (response, options) = StoreRequests.Read(body, request.Model);
        return new StoreItem(request, response, options with { IsConfirmed = IsConfirmed });
    }

    /// <summary>
    /// Stores what waits, to its end whoever waits for it. Lines of the two kinds are stored one kind after the other.
    /// </summary>
    private async ValueTask SettleAsync()
    {
        var entries = await _cache.ImportAsync(
            [.. _entries.Select(entry => entry.Entry)], Tenant,
            new ImportOptions { EmbedsAnew = EmbedsAnew, IsConfirmed = IsConfirmed }, CancellationToken.None)
            .ConfigureAwait(false);
        for (var at = 0; at < entries.Count; at++)
            Count(_entries[at].Line, entries[at]);
        _entries.Clear();

        var items = await _cache.StoreBatchAsync([.. _items.Select(item => item.Item)], CancellationToken.None)
            .ConfigureAwait(false);
        for (var at = 0; at < items.Count; at++)
        {
            if (items[at] is { Result: { } outcome })
                Count(_items[at].Line, outcome);
            else
                Fail(_items[at].Line, items[at].Fault!.Message); // Without a result there is one.
        }

        _items.Clear();
        _bytesWaiting = 0;
        if (OnStored is not null)
            await OnStored(Position).ConfigureAwait(false);
    }

    private void Count(int line, StoreOutcome outcome)
    {
        if (outcome.Status == StoreStatus.Stored)
            Position = Position with { Stored = Position.Stored + 1 };
        else
            Fail(line, outcome.Status == StoreStatus.Refused ? outcome.Reason! : "the store failed"); // Refused for a reason.
    }

    private void Fail(int line, string reason)
    {
        Position = Position with { Failed = Position.Failed + 1 };
        OnFault?.Invoke(line, reason);
    }
}
