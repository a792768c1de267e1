using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Likewise.Encoder;

namespace Likewise.Benchmarks.Decisions;

/// <summary>
/// What a second look costs: a cross-encoder of the default model's size (6 layers of 384) on two prompts, against embedding one.
/// Its weights are the default model's under a head of random numbers: what it says means nothing, what it takes does.
/// </summary>
internal static class PairTimes
{
    private const int Calls = 400, Warm = 100;

    // Fifteen words each, of which none is cut into pieces.
    private const string Asked = "how do i change the password of my account when i have lost the one";
    private const string Stored = "what can i do to set a new password if i forgot the last one";

    public static int Run(TextWriter output)
    {
        var directory = Directory.CreateTempSubdirectory("likewise-pairs-");
        try
        {
            WriteModel(ModelLocator.Find().Directory, directory.FullName);
            foreach (var precision in new[] { EncoderPrecision.Float32, EncoderPrecision.Int8 })
            {
                using var encoder = SentenceEncoder.Load(
                    ModelLocator.Find().Directory, new EncoderOptions { Precision = precision });
                var judge = CrossEncoderVerifier.Load(directory.FullName, new CrossEncoderOptions { Precision = precision });
                var vector = new float[encoder.Identity.Dimension];
                var (one, pair) = (new List<double>(), new List<double>());
                for (var call = 0; call < Warm + Calls; call++)
                {
                    // By turns, so that whatever else the machine does falls on both alike.
                    one.Add(Time(() => encoder.Embed(Asked, vector)));
                    pair.Add(Time(() => _ = judge.ScoreOf(Asked, Stored)));
                }

                var (embedding, verdict) = (Median(one), Median(pair));
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{precision,-8} one text {embedding,6:0} µs, a pair {verdict,6:0} µs: {verdict / embedding:0.00} times"));
            }

            return 0;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static double Time(Action call)
    {
        var started = Stopwatch.GetTimestamp();
        call();
        return Stopwatch.GetElapsedTime(started).TotalMicroseconds;
    }

    private static double Median(List<double> times)
    {
        var counted = times.Skip(Warm).Order().ToList();
        return counted[counted.Count / 2];
    }

    private static void WriteModel(string from, string to)
    {
        File.Copy(Path.Combine(from, "tokenizer.json"), Path.Combine(to, "tokenizer.json"));
        var config = JsonNode.Parse(File.ReadAllText(Path.Combine(from, "config.json")))!.AsObject();
        config["architectures"] = new JsonArray("BertForSequenceClassification");
        File.WriteAllText(Path.Combine(to, "config.json"), config.ToJsonString());

        using var file = SafetensorsFile.Open(ModelDirectory.Read(from).WeightsPath);
        var tensors = file.Tensors.Values
            .Where(tensor => tensor.Type is TensorType.F32 or TensorType.F16)
            .ToDictionary(tensor => tensor.Name, tensor => (tensor.Shape, Bytes(file.Read(tensor.Name, tensor.Shape))));
        var (random, hidden) = (new Random(1), config["hidden_size"]!.GetValue<int>());
        foreach (var (name, shape) in new (string, long[])[]
        {
            ("pooler.dense.weight", [hidden, hidden]), ("pooler.dense.bias", [hidden]), ("classifier.weight", [1, hidden]),
            ("classifier.bias", [1]),
        })
        {
            var values = new float[shape.Aggregate(1L, (a, b) => a * b)];
            for (var i = 0; i < values.Length; i++)
                values[i] = (random.NextSingle() - 0.5f) * 0.1f;
            tensors[name] = (shape, Bytes(values));
        }

        SafetensorsWriter.Write(Path.Combine(to, "model.safetensors"), tensors);
    }

    private static byte[] Bytes(float[] values) => MemoryMarshal.AsBytes<float>(values).ToArray();
}
