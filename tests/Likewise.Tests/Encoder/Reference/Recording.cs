using System.Runtime.InteropServices;
using System.Text.Json;
using Likewise.Tests.Tidy;

namespace Likewise.Tests.Encoder.Reference;

/// <summary>
/// What the slow tokenizer and the slow BERT of this folder said about <see cref="ReferenceTexts"/>, with the weights of the
/// default model. Computed once, since it takes minutes: LIKEWISE_RECORD=1 with the test below writes the file again.
/// </summary>
public class Recording
{
    private const int MaxTokens = 256;

    private static string Path => Repository.FullPath("tests/Likewise.Tests/Encoder/Reference/recording.jsonl");

    internal static IReadOnlyList<RecordedText> Read() =>
        [.. File.ReadLines(Path).Select(
            line => JsonSerializer.Deserialize<RecordedText>(line) ?? throw new InvalidDataException(line))];

    [Fact]
    public void The_recording_holds_every_reference_text() =>
        Assert.Equal(ReferenceTexts.All, Read().Select(recorded => recorded.Text));

    [Fact]
    public void Record_again()
    {
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable("LIKEWISE_RECORD") == "1", "Set LIKEWISE_RECORD=1 to write the recording again.");
        var (directory, weights) = (DefaultModel.Directory, "model.fp16.safetensors");
        var tokenizer = new SlowTokenizer(System.IO.Path.Combine(directory, "tokenizer.json"));
        var model = new SlowBert(directory, weights);
        var lines = ReferenceTexts.All.AsParallel().AsOrdered().Select(text =>
        {
            var ids = tokenizer.Encode(text, MaxTokens);
            Half[] vector = [.. model.Embed(ids).Select(value => (Half)value)];
            return JsonSerializer.Serialize(
                new RecordedText(text, ids, Convert.ToBase64String(MemoryMarshal.AsBytes<Half>(vector))));
        });
        File.WriteAllLines(Path, lines);
    }
}
