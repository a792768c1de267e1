using System.CommandLine;
using Likewise.Encoder;

namespace Likewise.Cli;

/// <summary><c>likewise model distill</c>: makes a static model of the sentence encoder.</summary>
internal sealed class ModelDistillVerb : Verb
{
    private const int DimensionDefault = 256;
    private const int TextsDefault = 100_000;

    private readonly Option<string> _to = new("--to")
    {
        Description = "The directory to write, to be named with --model later.",
        HelpName = "DIR",
        Required = true,
    };

    private readonly Option<string?> _texts = new("--texts")
    {
        Description = "Texts like those to be compared, one a line: the model is fitted to what the encoder makes of them.",
        HelpName = "FILE",
    };

    private readonly Option<int> _textsMax = new("--texts-max")
    {
        Description = $"Uses so many of them at most, from the first. Default: {TextsDefault}.",
        HelpName = "LINES",
        DefaultValueFactory = _ => TextsDefault,
    };

    private readonly Option<int> _dim = new("--dim")
    {
        Description = $"Length of a vector. Default: {DimensionDefault}.",
        HelpName = "NUMBER",
        DefaultValueFactory = _ => DimensionDefault,
    };

    public ModelDistillVerb(Frame frame)
        : base(frame, "distill", "Makes a static model of the sentence encoder: a hundred times as fast, blind to word order.")
    {
        foreach (var option in new Option[] { _to, _texts, _textsMax, _dim })
            Options.Add(option);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "likewise model distill --to ./static",
        "likewise model distill --texts questions.txt --to ./static && likewise embed --model ./static < questions.txt",
    ];

    protected override Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var texts = ReadTexts(invocation);
        var from = ModelLocator.Find(invocation.LoadSettings().Settings.Model.Path).Directory;
        if (LocalEmbedder.Load(from) is not SentenceEncoder encoder)
            throw new CommandException(ExitCode.Usage, $"{from} is a static model already; name another with --model.");

        using var _ = encoder;
        var to = invocation.Get(_to)!; // Required.
        invocation.Note(FormattableString.Invariant($"embedding the vocabulary and {texts.Length:N0} texts …"));
        try
        {
            var options = new DistillOptions { Dimension = invocation.Get(_dim) };
            var identity = StaticDistiller.Distill(encoder, from, to, texts, options, cancellationToken);
            if (invocation.IsJson)
                invocation.WriteJson(new ModelImported(Path.GetFullPath(to), identity.ToString()), CliJson.Default.ModelImported);
            else
                invocation.Terminal.Output.WriteLine($"{identity.Model} is in {Path.GetFullPath(to)}");
            return Task.FromResult(ExitCode.Ok);
        }
        catch (ArgumentOutOfRangeException fault)
        {
            throw new CommandException(ExitCode.Usage, $"--dim: {fault.Message}", fault);
        }
    }

    private string[] ReadTexts(Invocation invocation)
    {
        if (invocation.Get(_texts) is not { } path) return [];
        try
        {
            return [.. File.ReadLines(path).Where(line => line.Length > 0).Take(invocation.Get(_textsMax))];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Usage, $"--texts {path}: {fault.Message}", fault);
        }
    }
}
