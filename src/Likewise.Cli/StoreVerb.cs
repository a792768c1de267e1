using System.CommandLine;

namespace Likewise.Cli;

/// <summary><c>likewise store</c>: puts an answer into the cache without asking a model.</summary>
internal sealed class StoreVerb : Verb
{
    private readonly PromptOptions _prompt = new();

    private readonly Argument<string> _answer = new("answer") { Description = "The answer; - reads it from standard input." };

    private readonly Option<string?> _timeToLive = new("--ttl")
    {
        Description = "How long the entry lives: 90s, 12h, 7d. Default: cache.timeToLive.",
        HelpName = "DURATION",
    };

    private readonly Option<string[]> _tags = new("--tag")
    {
        Description = "A label to find and remove it by; may be repeated.",
        HelpName = "TAG",
    };

    private readonly Option<string[]> _sources = new("--source")
    {
        Description = "A document that the answer is made from, perhaps with a version; may be repeated.",
        HelpName = "NAME[@VERSION]",
    };

    private readonly Option<bool> _confirmed = new("--confirmed")
    {
        Description = "Stands behind the answer: it counts as confirmed by as many as cache.confirmationsMin asks for.",
    };

    public StoreVerb(Frame frame)
        : base(frame, "store", "Stores an answer for a prompt. Exit code 1 when the cache does not take it.")
    {
        _prompt.AddTo(this);
        Arguments.Add(_answer);
        Options.Add(_timeToLive);
        Options.Add(_tags);
        Options.Add(_sources);
        Options.Add(_confirmed);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "likewise store \"How do I reset my password?\" \"Choose 'Forgot password' on the sign-in page.\"",
        "likewise store --ttl 7d --tag faq --tag accounts \"How do I delete my account?\" - < answer.md",
    ];

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        if (invocation.Get(_prompt.Prompt) == "-" && invocation.Get(_answer) == "-")
            throw new CommandException(ExitCode.Usage, "prompt and answer cannot both come from standard input.");

        // A wish for one entry, but the only one of this run: as a setting it is read and checked like every other duration.
        var settings = invocation.LoadSettings(("cache.timeToLive", invocation.Get(_timeToLive))).Settings;
        var request = await _prompt.ReadAsync(invocation, settings, cancellationToken);
        var answer = await PromptOptions.TextAsync(
            invocation, invocation.Get(_answer)!, settings.Cache.ResponseBytesMax, cancellationToken);
        await using var host = await invocation.OpenHostAsync(settings, cancellationToken);
        var outcome = await host.Cache.StoreAsync(
            request, answer,
            new EntryOptions
            {
                IsConfirmed = invocation.Get(_confirmed),
                Tags = invocation.Get(_tags) ?? [],
                Sources = Array.ConvertAll(invocation.Get(_sources) ?? [], EntrySource.Parse),
            },
            cancellationToken);

        if (invocation.IsJson)
            invocation.WriteJson(StoreFound.Of(outcome), CliJson.Default.StoreFound);
        else if (outcome.Status == StoreStatus.Stored)
            Sheet.Facts(invocation.Terminal.Screen, ("stored", $"{outcome.Id}"), ("durable", outcome.IsDurable ? "yes" : "no"));
        if (outcome.Status != StoreStatus.Stored || outcome.Reason is not null)
            invocation.Note($"likewise store: {outcome.Reason}");
        return outcome.Status switch
        {
            StoreStatus.Stored => ExitCode.Ok,
            StoreStatus.Refused => ExitCode.No,
            _ => ExitCode.Store,
        };
    }
}

/// <summary>The JSON of <c>store</c>.</summary>
internal sealed record StoreFound(string Status, string? Id, bool IsDurable, string? Reason)
{
    public static StoreFound Of(StoreOutcome outcome) =>
        new(LookupFound.Snake(outcome.Status), outcome.Id?.ToString(), outcome.IsDurable, outcome.Reason);
}
