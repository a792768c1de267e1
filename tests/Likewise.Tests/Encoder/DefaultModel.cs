using Likewise.Encoder;

namespace Likewise.Tests.Encoder;

/// <summary>
/// The default model in float32, the reference, loaded once for all tests. Where it is missing the tests fail, saying how to
/// fetch it.
/// </summary>
internal static class DefaultModel
{
    private static readonly Lazy<string> Found = new(() => ModelLocator.Find().Directory);
    private static readonly Lazy<SentenceEncoder> Loaded = new(() => SentenceEncoder.Load(
        Found.Value, new EncoderOptions { Precision = EncoderPrecision.Float32 }));

    public static string Directory => Found.Value;

    public static SentenceEncoder Encoder => Loaded.Value;

    public static float[] Embed(string text)
    {
        var vector = new float[Encoder.Identity.Dimension];
        Encoder.Embed(text, vector);
        return vector;
    }
}
