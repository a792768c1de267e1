using System.Globalization;
using Likewise.Vectors;

namespace Likewise.Crash;

/// <summary>
/// A history of an index as a function of how many changes there have been, so that the process that was killed and the one that
/// looks agree on all of it.
/// </summary>
public static class CrashVectors
{
    public const int Dimension = 32;

    private const int Keys = 300;
    private const int ChangesBetweenFlushes = 40;

    public static VectorIndex Create(string kind) => kind switch
    {
        "flat" => new FlatIndex(Dimension),
        "binary" => new BinaryIndex(new SignEncoder(Dimension)),
        "codes" => new BinaryIndex(new SignEncoder(Dimension), new() { Storage = VectorStorage.None }),
        "adaptive" => new AdaptiveIndex(new SignEncoder(Dimension), new() { FlatMax = 60 }),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind."),
    };

    /// <summary>Which change added each key that is held after so many.</summary>
    public static Dictionary<long, int> Held(int changes)
    {
        var held = new Dictionary<long, int>();
        for (var i = 0; i < changes; i++)
            Apply(i, held);
        return held;
    }

    public static float[] Vector(int change)
    {
        var random = new Random(change);
        var vector = new float[Dimension];
        for (var i = 0; i < Dimension; i++)
            vector[i] = random.NextSingle() - 0.5f;
        var length = MathF.Sqrt(vector.Sum(element => element * element));
        return [.. vector.Select(element => element / length)];
    }

    /// <summary>Changes, flushes and compacts without end, and says what was flushed. It is ended by a kill.</summary>
    public static void Run(string directory, string kind, Action<string> say)
    {
        using var durable = DurableIndex.Open(directory, Create(kind));
        var changes = (int)durable.Recovery.Changes;
        var held = Held(changes);
        say(string.Create(CultureInfo.InvariantCulture, $"flushed {changes}")); // What was read from the disk is there.
        new Thread(() =>
        {
            while (true)
                durable.Compact();
        }) { IsBackground = true }.Start();

        for (; ; changes++)
        {
            var (key, isRemoval) = Apply(changes, held);
            if (isRemoval)
                durable.Remove(key);
            else
                durable.Add(key, Vector(changes));
            if (changes % ChangesBetweenFlushes == 0)
            {
                durable.Flush();
                say(string.Create(CultureInfo.InvariantCulture, $"flushed {changes + 1}"));
            }
        }
    }

    /// <summary>The change that comes after so many. Each one changes something, so that the index counts the same.</summary>
    private static (long Key, bool IsRemoval) Apply(int changes, Dictionary<long, int> held)
    {
        // Waves, so that there are sometimes many and sometimes few.
        var random = new Random(changes);
        var key = random.NextInt64(Keys);
        var isRemoval = random.Next(10) < (changes / 2_000 % 2 == 0 ? 4 : 9) && held.Remove(key);
        if (!isRemoval)
            held[key] = changes;
        return (key, isRemoval);
    }
}
