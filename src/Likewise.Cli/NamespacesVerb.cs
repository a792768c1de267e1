using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace Likewise.Cli;

/// <summary><c>likewise namespaces</c>: what each namespace holds, and by which rules.</summary>
internal sealed class NamespacesVerb : Verb
{
    private readonly Option<string?> _server = ServerCall.ServerOption();

    public NamespacesVerb(Frame frame)
        : base(frame, "namespaces", "Shows what each namespace holds, and by which rules.") => Options.Add(_server);

    public override IReadOnlyList<string> Examples { get; } =
    [
        "likewise namespaces", "likewise namespaces --server http://127.0.0.1:7411",
        "likewise namespaces --json | jq '.namespaces[] | select(.entries == .entries_max) | .namespace'",
    ];

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var settings = invocation.LoadSettings().Settings;
        NamespaceFigures[] found;
        if (invocation.Get(_server) is { } server)
        {
            var (_, told) = await ServerCall.GetAsync(server, "/v1/cache/namespaces", settings.Access.Key, cancellationToken);
            found = [.. told.GetProperty("namespaces").EnumerateArray().Select(NamespaceFigures.Of)];
        }
        else
        {
            await using var host = await invocation.OpenHostAsync(settings, cancellationToken);
            found = [.. host.Cache.GetNamespaces().Select(NamespaceFigures.Of)];
        }

        if (invocation.IsJson)
            invocation.WriteJson(new NamespacesFound(found), CliJson.Default.NamespacesFound);
        else
            Show(found, invocation.Terminal);
        return ExitCode.Ok;
    }

    private static void Show(NamespaceFigures[] found, Terminal terminal)
    {
        if (found.Length == 0)
        {
            terminal.Output.WriteLine("No entries, and no rules of namespaces.");
            return;
        }

        var sheet = Sheet.Of(
            null, "namespace", ">entries", ">at most", ">bytes", ">at most", ">threshold", ">hits", ">misses", ">driven out");
        foreach (var one in found)
        {
            Sheet.Row(
                sheet, Sheet.Line(one.Namespace, 60), Number(one.Entries), Number(one.EntriesMax), Number(one.PayloadBytes),
                Number(one.PayloadBytesMax), one.ExactOnly ? "exact only" : Figure.Threshold(one.SimilarityMin),
                Number(one.Hits), Number(one.Misses), Number(one.EvictedByOwn + one.EvictedByAll));
        }

        terminal.Screen.Write(sheet);
    }

    private static string Number(long? number) => number?.ToString("N0", CultureInfo.InvariantCulture) ?? "-";
}

/// <summary>The JSON of <c>namespaces</c>.</summary>
internal sealed record NamespacesFound(IReadOnlyList<NamespaceFigures> Namespaces);

/// <summary>One namespace; what was done for it is known of a running server alone.</summary>
internal sealed record NamespaceFigures(
    string Namespace, int Entries, int? EntriesMax, long PayloadBytes, long? PayloadBytesMax, bool ExactOnly,
    double SimilarityMin)
{
    public long? Hits { get; init; }

    public long? Misses { get; init; }

    public long? EvictedByOwn { get; init; }

    public long? EvictedByAll { get; init; }

    public static NamespaceFigures Of(NamespaceStatistics held) => new(
        held.Namespace, held.Entries, held.EntriesMax, held.PayloadBytes, held.PayloadBytesMax, held.IsExactOnly,
        held.SimilarityMin);

    public static NamespaceFigures Of(JsonElement told) => new(
        told.GetProperty("namespace").GetString()!, told.GetProperty("entries").GetInt32(), (int?)Optional(told, "entriesMax"),
        told.GetProperty("payloadBytes").GetInt64(), Optional(told, "payloadBytesMax"),
        told.GetProperty("exactOnly").GetBoolean(), told.GetProperty("similarityMin").GetDouble())
    {
        Hits = Optional(told, "hits"),
        Misses = Optional(told, "misses"),
        EvictedByOwn = Optional(told, "evictedByOwn"),
        EvictedByAll = Optional(told, "evictedByAll"),
    };

    private static long? Optional(JsonElement told, string name) =>
        told.TryGetProperty(name, out var number) ? number.GetInt64() : null;
}
