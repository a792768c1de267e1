using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Json;
using Likewise.Server;

namespace Likewise.Cli;

/// <summary>Has a running server warm its cache: it asks with its own keys, and this only waits.</summary>
internal sealed class ServerWarming(Invocation invocation, string server, string? key)
{
    private const string Path = "/v1/cache/warm";

    /// <summary>Far below the server's limit of prompts and, with prompts of some length, of bytes.</summary>
    private const int PromptsTogether = 200;

    private static readonly string[] Budgets = ["requestsPerMinute", "tokensMax", "costMax", "currency"];
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    private readonly ProgressLine _line = new(invocation.Terminal, "warming");
    private WarmTally _tally = new();
    private string? _earlier;

    public async Task<WarmFound> RunAsync(
        string? path, int? popular, EntryFilter filter, TimeSpan? within, IEnumerable<(string Name, object Value)> flags,
        bool isResumed, CancellationToken cancellationToken)
    {
        var members = flags.ToList();
        if (within == TimeSpan.MaxValue)
            members.Add(("all", true));
        else if (within is { } time)
            members.Add(("refreshWithinSeconds", time.TotalSeconds));
        var isDryRun = members.Contains(("dryRun", true));
        if (path is null)
        {
            var body = popular is { } count
                ? Body(members, "popular", writer => writer.WriteNumberValue(count))
                : Body(members, "entries", writer => WriteFilter(writer, filter));
            await RunOneAsync(body, null, cancellationToken);
            return WarmFound.Of(_tally, null);
        }

        using var file = WarmFile.Open(path, isResumed);
        var batch = new List<(string Json, WarmPrompt At)>();
        await foreach (var line in ReadAsync(file, cancellationToken))
        {
            batch.Add(line);
            if (batch.Count == PromptsTogether)
                await SettleAsync(batch, file, members, isDryRun, cancellationToken);
            if (_tally.IsOverBudget)
                break;
        }

        await SettleAsync(batch, file, members, isDryRun, cancellationToken);
        if (!isDryRun && !_tally.IsOverBudget)
            file.Journal.End();
        return WarmFound.Of(_tally, File.Exists(file.Journal.FaultsPath) ? file.Journal.FaultsPath : null);
    }

    private static async IAsyncEnumerable<(string Json, WarmPrompt At)> ReadAsync(
        WarmFile file, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(file.Stream, Encoding.UTF8, false, 1 << 16, leaveOpen: true);
        var (bytes, number) = (file.From.Bytes, file.From.Lines);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            (bytes, number) = (Math.Min(bytes + Encoding.UTF8.GetByteCount(line) + 1, file.Stream.Length), number + 1);
            var text = line.Trim();
            if (text.Length == 0)
                continue;
            var json = text[0] == '{' ? text : $"\"{JsonEncodedText.Encode(text)}\"";
            yield return (json, new WarmPrompt(null, null, bytes, number));
        }
    }

    private async Task SettleAsync(
        List<(string Json, WarmPrompt At)> batch, WarmFile file, List<(string, object)> members, bool isDryRun,
        CancellationToken cancellationToken)
    {
        if (batch.Count == 0 || _tally.IsOverBudget)
            return;

        await RunOneAsync(
            Body(members, "prompts", writer =>
            {
                writer.WriteStartArray();
                foreach (var (json, _) in batch)
                    writer.WriteRawValue(json);
                writer.WriteEndArray();
            }),
            (number, reason) => file.Journal.Fail(batch[number - 1].At.Line, reason), cancellationToken);
        var last = batch[^1].At;
        if (!isDryRun && !_tally.IsOverBudget)
            file.Journal.Write(new LoadPosition(
                last.Bytes, last.Line, file.From.Stored + _tally.Stored,
                file.From.Failed + _tally.Failed + _tally.NotStored + _tally.Refused));
        _line.Report(_tally, last.Bytes, file.Stream.Length);
        batch.Clear();
    }

    /// <summary>Begins one warming and waits for its end; stopped, it stops that too.</summary>
    private async Task RunOneAsync(byte[] body, Action<int, string>? onFault, CancellationToken cancellationToken)
    {
        var before = _tally;
        var (status, job) = await ServerCall.SendAsync(server, HttpMethod.Post, Path, key, body, cancellationToken);
        if (status != HttpStatusCode.Accepted)
            throw new CommandException(ExitCode.Usage, $"{server} refuses: {Reason(job)}");
        _earlier = job.GetProperty("id").GetString();
        var address = $"{Path}/{_earlier}";
        try
        {
            while (job.GetProperty("state").GetString() == "running")
            {
                await Task.Delay(LookEvery, invocation.Terminal.Time, cancellationToken);
                (_, job) = await ServerCall.SendAsync(server, HttpMethod.Get, address, key, null, cancellationToken);
                _tally = before.And(WarmFound.TallyOf(job));
            }
        }
        catch (OperationCanceledException)
        {
            await ServerCall.SendAsync(server, HttpMethod.Delete, address, key, null, CancellationToken.None);
            throw;
        }

        _tally = before.And(WarmFound.TallyOf(job));
        foreach (var fault in job.GetProperty("faults").EnumerateArray())
            onFault?.Invoke(fault.GetProperty("line").GetInt32(), fault.GetProperty("reason").GetString() ?? "");
        if (job.GetProperty("state").GetString() is not "done" and var state)
            throw new CommandException(ExitCode.Upstream, $"{server} has {state} the warming: {Reason(job)}");
    }

    /// <summary>A later warming of the same file goes on with the budget of the one before it.</summary>
    private byte[] Body(List<(string Name, object Value)> members, string source, Action<Utf8JsonWriter> writeSource)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            if (_earlier is not null)
                writer.WriteString("budgetOf", _earlier);
            foreach (var (name, value) in members.Where(member => _earlier is null || !Budgets.Contains(member.Name)))
            {
                writer.WritePropertyName(name);
                switch (value)
                {
                    case bool flag: writer.WriteBooleanValue(flag); break;
                    case string text: writer.WriteStringValue(text); break;
                    case decimal amount: writer.WriteNumberValue(amount); break;
                    default: writer.WriteNumberValue(Convert.ToDouble(value, null)); break;
                }
            }

            writer.WritePropertyName(source);
            writeSource(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteFilter(Utf8JsonWriter writer, EntryFilter filter)
    {
        writer.WriteStartObject();
        if (filter.Namespace is { } name)
            writer.WriteString("namespace", name);
        if (filter.AnyTag.Count > 0)
        {
            writer.WriteStartArray("tags");
            foreach (var tag in filter.AnyTag)
                writer.WriteStringValue(tag);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static string Reason(JsonElement said) =>
        said.TryGetProperty("detail", out var detail) ? detail.GetString() ?? ""
        : said.TryGetProperty("reason", out var reason) ? reason.GetString() ?? ""
        : "it does not say why";
}
