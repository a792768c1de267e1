using System.CommandLine;
using Likewise.Encoder;

namespace Likewise.Cli;

/// <summary><c>likewise model import</c>: makes a model's directory of an ONNX file.</summary>
internal sealed class ModelImportVerb : Verb
{
    private readonly Option<string> _onnx = new("--onnx")
    {
        Description = "The weights: an ONNX file in float32, not quantised.",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string?> _files = new("--files")
    {
        Description = "The directory of config.json and tokenizer.json. Default: that of the ONNX file, or the one above.",
        HelpName = "DIR",
    };

    private readonly Option<string> _to = new("--to")
    {
        Description = "The directory to write, to be named with --model later.",
        HelpName = "DIR",
        Required = true,
    };

    public ModelImportVerb(Frame frame)
        : base(frame, "import", "Makes a model's directory of an ONNX file: weights as safetensors, configuration beside them.")
    {
        foreach (var option in new Option[] { _onnx, _files, _to })
            Options.Add(option);
    }

    public override IReadOnlyList<string> Examples { get; } =
        ["likewise model import --onnx gte-small/onnx/model.onnx --to ./gte-small"];

    protected override Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var onnx = Path.GetFullPath(invocation.Get(_onnx)!); // Required, as the one below.
        var to = invocation.Get(_to)!;
        var identity = ModelImport.FromOnnx(onnx, invocation.Get(_files) ?? FindFiles(onnx), to);
        if (invocation.IsJson)
            invocation.WriteJson(new ModelImported(Path.GetFullPath(to), identity.ToString()), CliJson.Default.ModelImported);
        else
            invocation.Terminal.Output.WriteLine($"{identity.Model} is in {Path.GetFullPath(to)}");
        return Task.FromResult(ExitCode.Ok);
    }

    private static string FindFiles(string onnx)
    {
        var directory = Path.GetDirectoryName(onnx)!; // A file is always in a directory.
        return !File.Exists(Path.Combine(directory, "config.json")) && Path.GetDirectoryName(directory) is { } above
            ? above
            : directory;
    }
}

/// <summary>The JSON of <c>model import</c> and <c>model distill</c>.</summary>
internal sealed record ModelImported(string Directory, string Embedder);
