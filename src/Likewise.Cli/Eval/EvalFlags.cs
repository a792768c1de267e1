using System.CommandLine;
using Likewise.Evaluation;
using Likewise.Server;

namespace Likewise.Cli;

/// <summary>The options that both ways of measuring take.</summary>
internal sealed class EvalFlags
{
    public Option<string> Input { get; } = new("--input")
    {
        Description = "The table: UTF-8, tab-separated, the first line naming the columns; gzip is unpacked.",
        HelpName = "FILE",
        Required = true,
    };

    public Option<string?> Threshold { get; } = new("--threshold")
    {
        Description = "Least cosine similarity of two prompts that may share an answer; without it, cache.similarityMin.",
        HelpName = "NUMBER",
    };

    public Option<string?> Decision { get; } = new("--decision")
    {
        Description = "What decides: threshold:0.9, or bound:0.02, by which evidence keeps the wrong share of the hits; "
            + "without it, cache.decision.",
        HelpName = "KIND:NUMBER",
    };

    public Option<string?> Guards { get; } = new("--guards")
    {
        Description = "Which rules may reject what is close enough: on, off, or names; without it, cache.guards.",
        HelpName = "on|off|NAMES",
    };

    public Option<int?> Limit { get; } = new("--limit")
    {
        Description = "Uses this many rows at most, drawn at random.",
        HelpName = "ROWS",
    };

    public Option<long> Seed { get; } = new("--seed")
    {
        Description = "Fixes the random order: the same seed gives the same counts on every machine.",
        HelpName = "NUMBER",
        DefaultValueFactory = _ => 1,
    };

    public void AddTo(Command verb)
    {
        Limit.Validators.Add(limit =>
        {
            if (limit.GetValueOrDefault<int?>() < 1)
                limit.AddError("--limit: at least 1 row was expected.");
        });
        foreach (var option in new Option[] { Input, Threshold, Decision, Guards, Limit, Seed })
            verb.Options.Add(option);
    }

    public LikewiseSettings LoadSettings(Invocation invocation) =>
        invocation.LoadSettings(
            ("cache.similarityMin", invocation.Get(Threshold)), ("cache.decision", invocation.Get(Decision)),
            ("cache.guards", invocation.Get(Guards))).Settings;

    public EvaluationOptions OptionsOf(Invocation invocation, LikewiseSettings settings) => new()
    {
        SimilarityMin = settings.Cache.SimilarityMin,
        WrongShareMax = settings.Cache.Decision == HitDecision.Bound ? settings.Cache.Bound.MaxWrongHits : null,
        Confidence = settings.Cache.Bound.Confidence,
        Configure = builder => CacheHost.Configure(builder, settings),
        Limit = invocation.Get(Limit),
        Seed = invocation.Get(Seed),
        Time = invocation.Terminal.Time,
    };
}
