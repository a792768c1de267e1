using Likewise.Encoder;

namespace Likewise.Tests.Encoder.Models;

public sealed class ModelImportTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("likewise-import-");
    private readonly SyntheticModel _model = new SyntheticModel().Write();

    private string Onnx => Path.Combine(_directory.FullName, "model.onnx");

    private string To => Path.Combine(_directory.FullName, "imported");

    [Fact]
    public void A_model_that_is_brought_over_gives_the_vectors_of_the_original()
    {
        File.WriteAllBytes(Onnx, OnnxFile.Of(_model));
        var identity = ModelImport.FromOnnx(Onnx, _model.Directory, To);
        using var original = SentenceEncoder.Load(_model.Directory);
        using var imported = SentenceEncoder.Load(To);
        var (expected, actual) = (new float[24], new float[24]);
        original.Embed("the cat sat on a mat", expected);
        imported.Embed("the cat sat on a mat", actual);
        Assert.Equal(expected, actual);
        Assert.Equal(identity, imported.Identity);
        Assert.Equal(identity, ModelImport.FromOnnx(Onnx, _model.Directory, To));
    }

    [Fact]
    public void A_file_cut_short_anywhere_is_refused_by_name()
    {
        var whole = OnnxFile.Of(_model);
        for (var length = 0; length < whole.Length; length += 997)
        {
            File.WriteAllBytes(Onnx, whole[..length]);
            var refusal = Assert.Throws<ModelException>(() => ModelImport.FromOnnx(Onnx, _model.Directory, To));
            Assert.Equal(Onnx, refusal.Path);
        }
    }

    [Fact]
    public void Any_byte_may_be_wrong_without_another_fault_than_a_refusal()
    {
        var (whole, random) = (OnnxFile.Of(_model), new Random(5));
        for (var i = 0; i < 100; i++)
        {
            var broken = whole.ToArray();
            broken[random.Next(broken.Length)] ^= (byte)random.Next(1, 256);
            File.WriteAllBytes(Onnx, broken);
            try
            {
                ModelImport.FromOnnx(Onnx, _model.Directory, To);
            }
            catch (ModelException)
            {
                // It was refused; a byte of a weight may also pass.
            }
        }
    }

    public void Dispose()
    {
        _model.Dispose();
        _directory.Delete(recursive: true);
    }
}
