using System.CommandLine;
using Likewise.Server;
using Spectre.Console;

namespace Likewise.Cli;

/// <summary><c>likewise explain</c>: why one prompt is, or is not, given the answer to another.</summary>
internal sealed class ExplainVerb : Verb
{
    private readonly Argument<string> _asked = new("asked") { Description = "The prompt that is asked." };

    private readonly Argument<string> _stored = new("stored") { Description = "The prompt that has an answer." };

    public ExplainVerb(Frame frame)
        : base(frame, "explain", "Shows what decides between two prompts. Exit code 0 where they share an answer, 1 where not.")
    {
        Arguments.Add(_asked);
        Arguments.Add(_stored);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "likewise explain \"Hotels in Paris\" \"Hotels in Rome\"",
        "likewise explain \"Cook ten eggs\" \"How do I cook 10 eggs?\" --set cache.similarityMin=0.8",
        "likewise explain \"Sell my stock\" \"Buy my stock\" --json | jq .guards",
    ];

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var settings = invocation.LoadSettings().Settings;
        var embedder = await invocation.OpenEmbedderAsync(settings, cancellationToken);
        using var owned = embedder as IDisposable;
        await using var cache = await CacheHost.Configure(new SemanticCacheBuilder(), settings)
            .UseEmbedder(embedder)
            .UseTimeProvider(invocation.Terminal.Time)
            .BuildAsync(cancellationToken);

        var (asked, stored) = (invocation.Get(_asked)!, invocation.Get(_stored)!); // Required.
        var explanation = await cache.ExplainAsync(asked, stored, cancellationToken);
        if (invocation.IsJson)
            invocation.WriteJson(ExplainFound.Of(explanation), CliJson.Default.ExplainFound);
        else
            Show(explanation, invocation.Terminal.Screen);
        return explanation.WouldShare ? ExitCode.Ok : ExitCode.No;
    }

    private static void Show(Explanation explanation, IAnsiConsole screen)
    {
        Sheet.Facts(
            screen,
            ("verdict", explanation.WouldShare ? "they share an answer" : "each needs an answer of its own"),
            ("decided by", explanation.Verdict is { } verdict
                ? verdict.Rule + (verdict.Detail is { } detail ? ": " + Sheet.Line(detail) : "")
                : explanation.Fault ?? "nothing was compared"),
            ("similarity", explanation.Similarity is { } similarity
                ? $"{Figure.Fixed(similarity, 4)}; {Figure.Threshold(explanation.SimilarityMin)} is needed"
                : "not compared"));
        if (explanation.Guards.Count == 0)
            return;

        var facts = Sheet.Of("What the prompts say", "kind", "asked", "stored");
        foreach (var fact in explanation.Facts)
            Sheet.Row(facts, fact.Kind, Joined(fact.Asked), Joined(fact.Stored));
        screen.Write(facts);

        var guards = Sheet.Of("Guards", "guard", "", "says");
        foreach (var guard in explanation.Guards)
        {
            Sheet.Row(
                guards, guard is { IsOn: true, Objection: not null } ? Color.Red : Color.Default,
                guard.Name, guard.IsOn ? "on" : "off", guard.Objection is { } objection ? Sheet.Line(objection) : "nothing");
        }

        screen.Write(guards);
    }

    private static string Joined(IReadOnlyList<string> words) => Sheet.Line(string.Join(", ", words));
}
