using System.CommandLine;
using System.Globalization;
using System.Reflection;
using System.Text;
using Likewise.Evaluation;
using Likewise.Server;

namespace Likewise.Cli;

/// <summary><c>likewise eval report</c>: makes the page of figures on decisions anew, with its pictures.</summary>
internal sealed class EvalReportVerb : Verb
{
    /// <summary>Enough to see whether all is there; the intervals are wide.</summary>
    private const int QuickRows = 2_000;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly Option<string> _input = new("--input")
    {
        Description = "A directory of labelled sets: qqp_pairs.tsv.gz, clinc150.tsv …; what is missing is named on the page.",
        HelpName = "DIR",
        Required = true,
    };

    private readonly Option<string> _output = new("--output")
    {
        Description = "The page; its pictures go to images/ beside it.",
        HelpName = "FILE.md",
        Required = true,
    };

    private readonly Option<string?> _minimalPairs = new("--minimal-pairs")
    {
        Description = "Pairs for the guards alone: kind, same or other, and two prompts, apart by tabs, without a header.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _quick = new("--quick")
    {
        Description = "One random order, 2,000 rows of each set: to see that it works.",
    };

    public EvalReportVerb(Frame frame)
        : base(frame, "report", "Makes the page of figures on decisions, tables and pictures, from a directory of labelled sets.")
    {
        foreach (var option in new Option[] { _input, _output, _minimalPairs, _quick })
            Options.Add(option);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "likewise eval report --input sets --output docs/quality.md",
        "likewise eval report --input sets --output quality.md --quick --set cache.boundVerdict=verdict.txt",
    ];

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var settings = invocation.LoadSettings().Settings;
        var input = invocation.Get(_input)!; // Required, as the output.
        if (!Directory.Exists(input))
            throw new CommandException(ExitCode.Usage, $"--input {input}: there is no such directory.");

        var embedder = await invocation.OpenEmbedderAsync(settings, cancellationToken);
        using var owned = embedder as IDisposable;
        var evaluation = new EvaluationOptions
        {
            Confidence = settings.Cache.Bound.Confidence,
            Configure = builder => CacheHost.Configure(builder, settings),
            Time = invocation.Terminal.Time,
        };
        var page = await QualityPage.MakeAsync(
            OptionsOf(invocation, settings, input), embedder, evaluation, new Notes(invocation), cancellationToken);
        await WriteAsync(invocation.Get(_output)!, page, cancellationToken);
        return ExitCode.Ok;
    }

    private QualityPageOptions OptionsOf(Invocation invocation, LikewiseSettings settings, string input)
    {
        var isQuick = invocation.Get(_quick);
        var options = new QualityPageOptions
        {
            Data = input,
            MinimalPairs = invocation.Get(_minimalPairs),
            MadeBy = $"`likewise eval report{(isQuick ? " --quick" : "")}` at version {VersionText}",
            HasVerdict = settings.Cache.Bound.VerdictFile is not null,
        };
        return isQuick ? options with { Seeds = 1, PromptsMax = QuickRows, PairsMax = QuickRows } : options;
    }

    /// <summary>The version with the first letters of the commit, where the build knows it.</summary>
    private static string VersionText
    {
        get
        {
            var version = typeof(EvalReportVerb).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>();
            return version?.InformationalVersion.Split('+') switch
            {
                [var number, var commit] => $"{number}+{commit[..Math.Min(commit.Length, 9)]}",
                [var number] => number,
                _ => "unknown",
            };
        }
    }

    private static async Task WriteAsync(string output, QualityPage page, CancellationToken cancellationToken)
    {
        var images = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(output))!, "images"); // A file has a directory.
        Directory.CreateDirectory(images);
        foreach (var (name, plot) in page.Images)
            await File.WriteAllTextAsync(Path.Combine(images, name), plot.ToSvg(), Utf8, cancellationToken);
        await File.WriteAllTextAsync(output, page.Markdown, Utf8, cancellationToken);
    }

    /// <summary>Says what is being measured, with the time since the start, as it begins.</summary>
    private sealed class Notes(Invocation invocation) : IProgress<string>
    {
        private readonly long _started = invocation.Terminal.Time.GetTimestamp();

        public void Report(string value) => invocation.Note(string.Create(
            CultureInfo.InvariantCulture, $"{invocation.Terminal.Time.GetElapsedTime(_started):mm\\:ss} {value}"));
    }
}
