using System.CommandLine;
using System.Globalization;
using Likewise.Evaluation;
using Spectre.Console;

namespace Likewise.Cli;

/// <summary><c>likewise train</c>: learns, from labelled pairs, how sure to be of a candidate.</summary>
internal sealed class TrainVerb : Verb
{
    private readonly Option<string[]> _pairs = new("--pairs")
    {
        Description = "Labelled pairs to learn from, with the columns of the two prompts and of the label. May be repeated.",
        HelpName = "FILE:A,B,LABEL[:WEIGHT]",
    };

    private readonly Option<string[]> _test = new("--test")
    {
        Description = "Labelled pairs to test on only. May be repeated.",
        HelpName = "FILE:A,B,LABEL",
    };

    private readonly Option<string?> _labels = new("--labels")
    {
        Description = "Labels kept apart from their texts: a table with the columns a, b (digests of the texts) and label.",
        HelpName = "FILE",
    };

    private readonly Option<string[]> _texts = new("--texts")
    {
        Description = "A table in which texts of --labels stand. May be repeated.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _output = new("--output")
    {
        Description = "Where the model is written; without it, it is only measured.",
        HelpName = "FILE",
    };

    private readonly Option<int?> _trees = new("--trees")
    {
        Description = "How many trees are grown, 1 to 1000.",
        HelpName = "N",
    };

    public TrainVerb(Frame frame)
        : base(frame, "train", "Learns from labelled pairs how sure to be that one prompt's answer is right for another.")
    {
        foreach (var option in new Option[] { _pairs, _test, _labels, _texts, _output, _trees })
            Options.Add(option);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "likewise train --pairs pairs.tsv:question1,question2,is_duplicate --output verdict.json",
        "likewise train --labels labels.tsv --texts prompts.tsv.gz --test pairs.tsv:a,b,same --output verdict.json",
    ];

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var learnt = await ReadSetsAsync(invocation.Get(_pairs), cancellationToken);
        if (invocation.Get(_labels) is { } labels)
        {
            var pairs = await LabelData.ReadAsync(labels, invocation.Get(_texts) ?? [], cancellationToken);
            learnt.Add(new TrainingSet(Path.GetFileName(labels), pairs));
        }

        if (learnt.Count == 0)
            throw new CommandException(ExitCode.Usage, "There is nothing to learn from: give --pairs or --labels.");
        var tested = await ReadSetsAsync(invocation.Get(_test), cancellationToken);

        var embedder = await invocation.OpenEmbedderAsync(invocation.LoadSettings().Settings, cancellationToken);
        using var owned = embedder as IDisposable;
        var report = await EvalProgress.ShowAsync(invocation.Terminal, "texts", progress => VerdictTraining.RunAsync(
            learnt, tested, embedder, OptionsOf(invocation), invocation.Terminal.Time, progress, cancellationToken));
        if (invocation.Get(_output) is { } output)
            report.Model.Save(output);

        var shown = TrainShown.Of(report);
        if (invocation.IsJson)
            invocation.WriteJson(shown, EvalJson.Default.TrainShown);
        else
            Show(shown, invocation.Terminal);
        return ExitCode.Ok;
    }

    private VerdictTrainingOptions OptionsOf(Invocation invocation)
    {
        var options = new VerdictTrainingOptions();
        var trees = invocation.Get(_trees) ?? options.Trees;
        return trees is >= 1 and <= 1000
            ? options with { Trees = trees }
            : throw new CommandException(ExitCode.Usage, $"--trees: 1 to 1000 was expected, not {trees}.");
    }

    private static async Task<List<TrainingSet>> ReadSetsAsync(string[]? given, CancellationToken cancellationToken)
    {
        var sets = new List<TrainingSet>();
        foreach (var text in given ?? [])
        {
            var (path, columns, weight) = Parse(text);
            var pairs = await PairData.ReadAsync(path, columns[0], columns[1], columns[2], cancellationToken);
            sets.Add(new TrainingSet(Path.GetFileName(path), pairs, weight));
        }

        return sets;
    }

    /// <summary>Columns stand behind the last colon, a weight behind one more.</summary>
    private static (string Path, string[] Columns, double Weight) Parse(string text)
    {
        var weight = 1.0;
        var rest = text;
        var colon = rest.LastIndexOf(':');
        if (colon > 0 && double.TryParse(rest.AsSpan(colon + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var given))
        {
            (weight, rest) = (given, rest[..colon]);
            colon = rest.LastIndexOf(':');
        }

        var columns = colon > 0 ? rest[(colon + 1)..].Split(',') : [];
        return columns.Length == 3 && weight > 0
            ? (rest[..colon], columns, weight)
            : throw new CommandException(ExitCode.Usage, $"'{text}': FILE:A,B,LABEL or FILE:A,B,LABEL:WEIGHT was expected.");
    }

    private static void Show(TrainShown shown, Terminal terminal)
    {
        var sheet = Sheet.Of(null, "set", ">pairs", ">right", ">AUC", ">at 0.80", ">at 0.85", ">at 0.90", ">error");
        foreach (var set in shown.Learnt)
            Show(sheet, set.Name, set);
        foreach (var set in shown.Tested)
            Show(sheet, set.Name + " (test)", set);
        terminal.Screen.Write(sheet);
        terminal.Screen.WriteLine(
            "By similarity → by the model: AUC, and the share of right pairs served at a precision. Error: of probabilities.");
    }

    private static void Show(Table sheet, string name, TrainSetShown set) => Sheet.Row(
        sheet, name, Figure.Count(set.Pairs), Figure.Count(set.Right),
        $"{Figure.Fixed(set.AucBySimilarity, 3)} → {Figure.Fixed(set.AucByVerdict, 3)}", Served(set, 0), Served(set, 1),
        Served(set, 2), Figure.Fixed(set.CalibrationError, 3));

    /// <summary>The share of right pairs served by a threshold on similarity, and on the verdict.</summary>
    private static string Served(TrainSetShown set, int precision) =>
        $"{Figure.Fixed(set.ServedBySimilarity[precision], 2)} → {Figure.Fixed(set.ServedByVerdict[precision], 2)}";
}
