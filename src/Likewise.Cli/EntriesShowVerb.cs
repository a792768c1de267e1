using System.CommandLine;
using System.Globalization;

namespace Likewise.Cli;

/// <summary><c>likewise entries show</c>: one entry whole, its answer included.</summary>
internal sealed class EntriesShowVerb : Verb
{
    private readonly Argument<string> _id = new("id") { Description = "The entry's id, or the beginning of it." };

    public EntriesShowVerb(Frame frame)
        : base(frame, "show", "Shows one entry whole, its answer included. Exit code 1 when there is none.")
    {
        Arguments.Add(_id);
    }

    public override IReadOnlyList<string> Examples { get; } =
        ["likewise entries show 3f9c0a7d21b4", "likewise entries show --json 3f9c0a7d21b4 | jq -r .response"];

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var name = invocation.Get(_id)!; // The argument is required.
        var settings = invocation.LoadSettings().Settings;
        await using var host = await invocation.OpenHostAsync(settings, cancellationToken);
        var entry = EntryNames.Find(host.Cache, name) is { } id
            ? await host.Cache.ReadAsync(id, cancellationToken)
            : null;
        if (entry is null)
            throw new CommandException(ExitCode.No, $"there is no entry '{name}': see likewise entries list.");

        var (found, now) = (new CacheEntryInfo(entry.Summary, entry.Activity), invocation.Terminal.Time.GetUtcNow());
        if (invocation.IsJson)
            invocation.WriteJson(EntryFound.Of(found, now, entry.Response), CliJson.Default.EntryFound);
        else
            Show(entry, found.StandingAt(now), invocation.Terminal);
        return ExitCode.Ok;
    }

    private static void Show(CacheEntry entry, EntryStanding standing, Terminal terminal)
    {
        var summary = entry.Summary;
        Sheet.Facts(
            terminal.Screen,
            ("id", summary.Id.ToString()),
            ("prompt", Sheet.Line(summary.Prompt, 500)),
            ("namespace", Sheet.Line(summary.Namespace)),
            ("seen by", SeenBy(summary.Visibility)),
            ("confirmed by", ConfirmedBy(entry.Activity.ConfirmedBy)),
            ("model", Sheet.Line(summary.Model)),
            ("sources", summary.Sources.Count > 0 ? Sheet.Line(string.Join(", ", summary.Sources), 500) : "none"),
            ("tags", summary.Tags.Count > 0 ? Sheet.Line(string.Join(", ", summary.Tags), 500) : "none"),
            ("created", Moment(summary.CreatedAt)),
            ("ends", Moment(summary.Expiry.At)),
            ("state", standing.ToString().ToLowerInvariant()),
            ("hits", entry.Activity.HitCount.ToString(CultureInfo.InvariantCulture)),
            ("last used", Moment(entry.Activity.LastUsedAt)),
            ("tokens", $"{summary.Cost.InputTokens} read, {summary.Cost.OutputTokens} written"),
            ("embedder", $"{summary.Embedder.Model}, {summary.Embedder.Dimension} dimensions"),
            ("payload", $"{summary.PayloadBytes} bytes"));
        terminal.Output.WriteLine();
        terminal.Output.WriteLine(Sheet.Block(entry.Response.Text));
    }

    private static string SeenBy(Visibility visibility) => visibility switch
    {
        Visibility.Private => "who got it of the model (private)",
        Visibility.Public => "everybody (public)",
        _ => "its tenant",
    };

    private static string ConfirmedBy(PrincipalSet confirmedBy) =>
        confirmedBy.Contains(PrincipalSet.Operator) ? "the operator"
        : confirmedBy.Count == 0 ? "nobody that is known"
        : $"{confirmedBy.Count} who asked";

    private static string Moment(DateTimeOffset moment) =>
        moment.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
