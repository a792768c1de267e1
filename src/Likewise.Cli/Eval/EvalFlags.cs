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

    public Option<string?> Plot { get; } = new("--plot")
    {
        Description = "Draws several ways of deciding side by side: thresholds alone, with guards, a bound. An SVG file.",
        HelpName = "FILE.svg",
    };

    public Option<double?> NoiseFloor { get; } = new("--noise-floor")
    {
        Description = "The share of what the labels call wrong that is not, as found by reading; a second scale in the plot.",
        HelpName = "SHARE",
    };

    public void AddTo(Command verb)
    {
        Plot.Validators.Add(plot =>
        {
            if (plot.GetValueOrDefault<string?>() is { } file && !file.EndsWith(".svg", StringComparison.OrdinalIgnoreCase))
                plot.AddError("--plot: a file that ends with .svg was expected; browsers and editors make other formats of it.");
        });
        NoiseFloor.Validators.Add(floor =>
        {
            if (floor.GetValueOrDefault<double?>() is not (null or (>= 0 and < 1)))
                floor.AddError("--noise-floor: a share of at least 0 and below 1 was expected.");
        });
        Limit.Validators.Add(limit =>
        {
            if (limit.GetValueOrDefault<int?>() < 1)
                limit.AddError("--limit: at least 1 row was expected.");
        });
        foreach (var option in new Option[] { Input, Threshold, Decision, Guards, Limit, Seed, Plot })
            verb.Options.Add(option);
    }

    /// <summary>Draws the picture that was asked for, if one was, and writes it.</summary>
    public async Task DrawAsync(
        Invocation invocation, LikewiseSettings settings,
        Func<PolicyPlotOptions, IProgress<EvaluationProgress>, Task<Plot>> draw)
    {
        if (invocation.Get(Plot) is not { } file)
            return;

        var options = new PolicyPlotOptions
        {
            Name = Path.GetFileName(invocation.Get(Input)!).Split('.')[0], // Required.
            NoiseFloor = invocation.Get(NoiseFloor),
            HasVerdict = settings.Cache.Bound.VerdictFile is not null,
        };
        var plot = await EvalProgress.ShowAsync(invocation.Terminal, "plot", progress => draw(options, progress));
        await File.WriteAllTextAsync(file, plot.ToSvg());
    }

    public LikewiseSettings LoadSettings(Invocation invocation, params ReadOnlySpan<(string Key, string? Value)> further) =>
        invocation.LoadSettings(
        [
            ("cache.similarityMin", invocation.Get(Threshold)), ("cache.decision", invocation.Get(Decision)),
            ("cache.guards", invocation.Get(Guards)), .. further,
        ]).Settings;

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
