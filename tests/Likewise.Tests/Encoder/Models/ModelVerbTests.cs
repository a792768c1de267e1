using Likewise.Cli;
using Likewise.Encoder;
using Likewise.Tests.Cli;

namespace Likewise.Tests.Encoder.Models;

public sealed class ModelVerbTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("likewise-verbs-");
    private readonly SyntheticModel _model = new SyntheticModel().Write();

    private string To => Path.Combine(_directory.FullName, "made");

    [Fact]
    public async Task Import_finds_the_configuration_above_the_weights()
    {
        Directory.CreateDirectory(Path.Combine(_model.Directory, "onnx"));
        var onnx = Path.Combine(_model.Directory, "onnx", "model.onnx");
        await File.WriteAllBytesAsync(onnx, OnnxFile.Of(_model), TestContext.Current.CancellationToken);
        var run = await Run.OfAsync("model", "import", "--onnx", onnx, "--to", To, "--json");
        Assert.Equal(ExitCode.Ok, run.ExitCode);
        using var encoder = SentenceEncoder.Load(To);
        Assert.Equal(encoder.Identity.ToString(), run.Json.GetProperty("embedder").GetString());
    }

    [Fact]
    public async Task What_distill_makes_embeds_and_is_distilled_no_further()
    {
        var texts = Path.Combine(_directory.FullName, "texts.txt");
        await File.WriteAllTextAsync(texts, "the cat sat\n\na dog on a mat\n", TestContext.Current.CancellationToken);
        var run = await Run.OfAsync(
            "model", "distill", "--model", _model.Directory, "--texts", texts, "--dim", "8", "--to", To, "--json");
        Assert.Equal((ExitCode.Ok, To), (run.ExitCode, run.Json.GetProperty("directory").GetString()));
        Assert.Equal(8, StaticEncoder.Load(To).Identity.Dimension);

        run = await Run.OfAsync("model", "distill", "--model", To, "--to", To);
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("static model already", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dimension_that_does_not_fit_is_wrong_usage()
    {
        var run = await Run.OfAsync("model", "distill", "--model", _model.Directory, "--dim", "25", "--to", To);
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("--dim", run.Error, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _model.Dispose();
        _directory.Delete(recursive: true);
    }
}
