using System.CommandLine;
using Likewise.Encoder;
using Likewise.Evaluation;

namespace Likewise.Cli;

/// <summary><c>likewise eval quality</c>: how good embedders are, side by side, without a cache around them.</summary>
internal sealed class EvalQualityVerb : Verb
{
    private const string Int8 = "@int8";

    private readonly Option<string[]> _embedders = new("--embedder")
    {
        Description = "A model's directory, or 'default', with @int8 behind it for bytes. May be repeated. Default: --model.",
        HelpName = "DIR[@int8]",
    };

    private readonly Option<string?> _scored = new("--scored")
    {
        Description = "Pairs that people scored, such as STS-B.",
        HelpName = "FILE",
    };

    private readonly Option<string> _scoredColumns = new("--scored-columns")
    {
        Description = "Its columns. Default: sentence1,sentence2,score_0_5.",
        HelpName = "A,B,SCORE",
        DefaultValueFactory = _ => "sentence1,sentence2,score_0_5",
    };

    private readonly Option<string?> _scoredWhere = new("--scored-where")
    {
        Description = "Only rows whose column has this value.",
        HelpName = "COLUMN=VALUE",
    };

    private readonly Option<string?> _pairs = new("--pairs")
    {
        Description = "Pairs that may share an answer or may not, such as QQP.",
        HelpName = "FILE",
    };

    private readonly Option<string> _pairsColumns = new("--pairs-columns")
    {
        Description = "Its columns. Default: question1,question2,is_duplicate.",
        HelpName = "A,B,LABEL",
        DefaultValueFactory = _ => "question1,question2,is_duplicate",
    };

    private readonly Option<string?> _groups = new("--groups")
    {
        Description = "Prompts whose groups are duplicates of one another; columns as for eval stream.",
        HelpName = "FILE",
    };

    public EvalQualityVerb(Frame frame)
        : base(frame, "quality", "Compares embedders: by people's scores, by labelled pairs, by finding a prompt's duplicate.")
    {
        foreach (var option in new Option[] { _embedders, _scored, _scoredColumns, _scoredWhere, _pairs, _pairsColumns, _groups })
            Options.Add(option);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "likewise eval quality --pairs pairs.tsv --groups clusters.tsv.gz",
        "likewise eval quality --embedder default --embedder default@int8 --embedder ./gte-small --scored stsb.tsv",
    ];

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var data = await ReadAsync(invocation, cancellationToken);
        var names = invocation.Get(_embedders) is { Length: > 0 } given
            ? given
            : [invocation.LoadSettings().Settings.Model.Path is { Length: > 0 } path ? path : "default"];
        var rows = new List<QualityShown>();
        foreach (var name in names)
        {
            var embedder = Load(name);
            var report = await EvalProgress.ShowAsync(invocation.Terminal, name, progress => QualityEvaluation.RunAsync(
                data, embedder, invocation.Terminal.Time, progress, cancellationToken));
            rows.Add(QualityShown.Of(name, report));
        }

        if (invocation.IsJson)
            invocation.WriteJson(new QualityTable(rows), EvalJson.Default.QualityTable);
        else
            Show(rows, invocation.Terminal);
        return ExitCode.Ok;
    }

    private async Task<QualityData> ReadAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var scored = Columns(invocation, _scoredColumns);
        var labelled = Columns(invocation, _pairsColumns);
        (string, string)? where = invocation.Get(_scoredWhere)?.Split('=', 2) switch
        {
            null => null,
            [var column, var value] => (column, value),
            _ => throw new CommandException(ExitCode.Usage, "--scored-where: COLUMN=VALUE was expected."),
        };
        return new QualityData(
            invocation.Get(_scored) is { } scoredFile
                ? await ScoredPairData.ReadAsync(scoredFile, scored[0], scored[1], scored[2], where, cancellationToken) : [],
            invocation.Get(_pairs) is { } pairsFile
                ? await PairData.ReadAsync(pairsFile, labelled[0], labelled[1], labelled[2], cancellationToken) : [],
            invocation.Get(_groups) is { } groupsFile
                ? await PromptData.ReadAsync(groupsFile, cancellationToken: cancellationToken) : []);
    }

    private static string[] Columns(Invocation invocation, Option<string> option) =>
        invocation.Get(option)!.Split(',') is { Length: 3 } columns // It has a default.
            ? columns
            : throw new CommandException(ExitCode.Usage, $"{option.Name}: three columns joined by commas were expected.");

    private static IEmbedder Load(string name)
    {
        var isInt8 = name.EndsWith(Int8, StringComparison.Ordinal);
        var directory = isInt8 ? name[..^Int8.Length] : name;
        return LocalEmbedder.Load(
            directory == "default" ? ModelLocator.Find().Directory : directory,
            new EncoderOptions { Precision = isInt8 ? EncoderPrecision.Int8 : EncoderPrecision.Float32 });
    }

    private static void Show(List<QualityShown> rows, Terminal terminal)
    {
        var sheet = Sheet.Of(null, "embedder", "dimension", ">Spearman", ">AUC", ">AP", ">recall@1");
        foreach (var row in rows)
        {
            Sheet.Row(
                sheet, row.Name, Figure.Count(row.Dimension), Figure.Fixed(row.Spearman, 4), Figure.Fixed(row.Auc, 4),
                Figure.Fixed(row.Ap, 4), Figure.Fixed(row.RecallAt1, 4));
        }

        terminal.Screen.Write(sheet);
    }
}
