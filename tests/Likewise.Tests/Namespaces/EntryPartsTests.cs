using Likewise.Tests.Conformance;

namespace Likewise.Tests.Namespaces;

/// <summary>Who leaves for whom, of a table and of a model of it: lists for the parts, the first to come leaving first.</summary>
public class EntryPartsTests
{
    private const int Parts = 12, RoomForPatterns = 3;

    private static readonly NamespaceRule[] Rules =
    [
        new() { Namespace = "n-1", EntriesMax = 5 },
        new() { Namespace = "n-2", PayloadBytesMax = 700 },
        new() { Namespace = "n-3", EntriesMax = 20, PayloadBytesMax = 1_000 },
        new() { Namespace = "x-*", EntriesMax = 4 },
        new() { Namespace = "x-3*", PayloadBytesMax = 400 },
    ];

    private readonly EntryParts _parts = new(EvictionPolicy.Fifo, new NamespaceRules(Rules), RoomForPatterns);
    private readonly EntryTable _table;
    private readonly Dictionary<string, List<Resident>> _model = [];
    private readonly Dictionary<Resident, string> _partOf = [];

    public EntryPartsTests() => _table = new EntryTable(_parts, aliasesMax: 0, new InvalidationLedger(10));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whatever_happens_the_same_are_held_as_by_the_model(int seed)
    {
        var random = new Random(seed);
        var limits = new CacheLimits { EntriesMax = 40, PayloadBytesMax = 4_000 };
        for (var step = 1; step <= 6_000; step++)
        {
            if (step % 500 == 0)
                limits = new CacheLimits { EntriesMax = random.Next(5, 60), PayloadBytesMax = random.Next(1_000, 7_000) };
            if (random.Next(6) == 0 && _partOf.Count > 0)
                Remove(_partOf.Keys.ElementAt(random.Next(_partOf.Count)));
            else
                Add(step, random);

            Evict(limits);
            if (step % 50 == 0)
                Check(limits);
        }

        foreach (var resident in _partOf.Keys.ToArray())
            Remove(resident);
        Check(limits);
        Assert.Equal(0, _parts.Bytes);
        Assert.Equal(0, _table.MemoryBytes);
    }

    private void Add(int step, Random random)
    {
        var name = random.Next(3) switch { 0 => "rest", 1 => $"n-{random.Next(1, 5)}", _ => $"x-{random.Next(Parts)}" };
        var resident = new Resident(
            SampleEntries.Create(step, summary => summary with { Namespace = name, PayloadBytes = random.Next(50, 200) }).Summary,
            new EntryActivity(0, SampleEntries.Start));
        var part = PartOf(name);
        _table.Add(resident);
        _partOf.Add(resident, part);
        if (!_model.TryGetValue(part, out var held))
            _model.Add(part, held = []);
        held.Add(resident);
    }

    /// <summary>A namespace that a rule names, or one that found room; or what shares the limits of those that did not.</summary>
    private string PartOf(string name)
    {
        if (name is "rest" or "n-4")
            return "rest";
        var isNamed = name.StartsWith('n');
        return isNamed || _model.ContainsKey(name) || _model.Keys.Count(IsUnnamed) < RoomForPatterns
            ? name
            : name.StartsWith("x-3", StringComparison.Ordinal) ? "x-3 others" : "x others";
    }

    private static bool IsUnnamed(string part) =>
        part.StartsWith("x-", StringComparison.Ordinal) && !part.EndsWith("others", StringComparison.Ordinal);

    private void Remove(Resident resident)
    {
        Assert.True(_table.Remove(resident));
        Forget(resident);
    }

    private void Forget(Resident resident)
    {
        Assert.True(_partOf.Remove(resident, out var part));
        _model[part].Remove(resident);
        if (_model[part].Count == 0)
            _model.Remove(part);
    }

    private void Evict(CacheLimits limits)
    {
        while (_table.TryEvict(limits, out var evicted, out var isOfPart))
        {
            var part = _partOf[evicted];
            Assert.Equal(IsOver(part), isOfPart);
            if (!isOfPart)
                Assert.Equal(_model.Keys.Max(key => Fullness(key, limits)), Fullness(part, limits));
            Assert.Same(_model[part][0], evicted);
            Forget(evicted);
        }

        Assert.False(_table.IsOver(limits));
    }

    private void Check(CacheLimits limits)
    {
        Assert.Equal(_partOf.Keys.ToHashSet(), _table.All().ToHashSet());
        Assert.DoesNotContain(_model.Keys, IsOver);
        Assert.InRange(_partOf.Count, 0, limits.EntriesMax);
        Assert.InRange(_partOf.Keys.Sum(resident => resident.Summary.PayloadBytes), 0, limits.PayloadBytesMax);
    }

    private bool IsOver(string part) =>
        _model[part].Count > LimitsOf(part).Entries || Bytes(part) > LimitsOf(part).Bytes;

    private double Fullness(string part, CacheLimits limits) => Math.Max(
        _model[part].Count / (double)Math.Min(LimitsOf(part).Entries, limits.EntriesMax),
        Bytes(part) / (double)Math.Min(LimitsOf(part).Bytes, limits.PayloadBytesMax));

    private long Bytes(string part) => _model[part].Sum(resident => (long)resident.Summary.PayloadBytes);

    private static (long Entries, long Bytes) LimitsOf(string part) => part switch
    {
        "rest" => (long.MaxValue, long.MaxValue),
        "n-1" => (5, long.MaxValue),
        "n-2" => (long.MaxValue, 700),
        "n-3" => (20, 1_000),
        _ => (4, part.StartsWith("x-3", StringComparison.Ordinal) ? 400 : long.MaxValue),
    };
}
