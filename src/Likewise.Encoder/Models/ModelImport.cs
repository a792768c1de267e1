namespace Likewise.Encoder;

/// <summary>
/// Brings a model over whose weights are an ONNX file in float32: writes a directory that <see cref="SentenceEncoder"/>
/// loads, or <see cref="CrossEncoderVerifier"/>.
/// </summary>
public static class ModelImport
{
    private static readonly string[] Copied =
    [
        "config.json", "tokenizer.json", "tokenizer_config.json", "sentence_bert_config.json", "modules.json",
        "config_sentence_transformers.json", "1_Pooling/config.json",
    ];

    /// <summary>Converts the weights, copies the configuration, and loads the result once.</summary>
    /// <param name="onnxFile">The weights, not quantised, as an exporter wrote them: layers by their own names.</param>
    /// <param name="filesDirectory">Where <c>config.json</c> and <c>tokenizer.json</c> are.</param>
    /// <param name="directory">Receives the files; made where it is absent.</param>
    /// <returns>Who the imported model is; a cross-encoder has the pooling <c>pair</c>.</returns>
    /// <exception cref="ModelException">A file cannot be read or written, or what came of it cannot run.</exception>
    public static EmbedderIdentity FromOnnx(string onnxFile, string filesDirectory, string directory)
    {
        ArgumentNullException.ThrowIfNull(onnxFile);
        ArgumentNullException.ThrowIfNull(filesDirectory);
        ArgumentNullException.ThrowIfNull(directory);
        try
        {
            var weights = OnnxWeights.Name(OnnxReader.ReadModel(File.ReadAllBytes(onnxFile)));
            Directory.CreateDirectory(directory);
            foreach (var name in Copied.Where(name => File.Exists(Path.Combine(filesDirectory, name))))
            {
                var to = Path.Combine(directory, name);
                Directory.CreateDirectory(Path.GetDirectoryName(to) ?? directory);
                File.Copy(Path.Combine(filesDirectory, name), to, overwrite: true);
            }
            SafetensorsWriter.Write(Path.Combine(directory, "model.safetensors"), weights);
        }
        catch (Exception fault) when (fault is FormatException or OverflowException)
        {
            throw new ModelException(onnxFile, $"is not an ONNX file that can be brought over: {fault.Message}.", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ModelException(onnxFile, $"cannot be brought over: {fault.Message}", fault);
        }
        if (CrossEncoderLoader.IsClassifier(ModelDirectory.Read(directory)))
            return CrossEncoderVerifier.Load(directory).Identity;
        using var encoder = SentenceEncoder.Load(directory);
        return encoder.Identity;
    }
}
