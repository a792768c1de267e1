using System.Diagnostics;
using System.Globalization;
using Likewise.Encoder;

namespace Likewise.Benchmarks.Server;

/// <summary>How many new texts a second the encoder alone embeds: what semantic hits are measured against.</summary>
internal static class EncoderCeiling
{
    public static int Run(int threads, TimeSpan time)
    {
        var encoder = SentenceEncoder.Load(ModelLocator.Find().Directory, new EncoderOptions());
        var (count, stop) = (0, Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency));
        var workers = Enumerable.Range(0, threads).Select(_ => new Thread(() =>
        {
            var vector = new float[encoder.Identity.Dimension];
            while (Stopwatch.GetTimestamp() < stop)
                encoder.Embed(Questions.Number(Interlocked.Increment(ref count)), vector);
        })).ToArray();
        foreach (var worker in workers)
            worker.Start();
        foreach (var worker in workers)
            worker.Join();
        Console.WriteLine((count / time.TotalSeconds).ToString("0", CultureInfo.InvariantCulture));
        return 0;
    }
}
