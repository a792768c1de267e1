namespace Likewise;

/// <summary>Which entries carry a label, so that taking away by it costs as much as it takes. Not thread-safe.</summary>
internal sealed class LabelIndex
{
    private readonly Dictionary<string, HashSet<Resident>> _byLabel = new(StringComparer.Ordinal);

    public IReadOnlyCollection<Resident> Of(string label) => _byLabel.TryGetValue(label, out var carriers) ? carriers : [];

    public void Add(string label, Resident resident)
    {
        if (!_byLabel.TryGetValue(label, out var carriers))
            _byLabel[label] = carriers = [];
        carriers.Add(resident);
    }

    public void Remove(string label, Resident resident)
    {
        // A label may stand twice on one entry, which is then gone at the first.
        if (_byLabel.TryGetValue(label, out var carriers) && carriers.Remove(resident) && carriers.Count == 0)
            _byLabel.Remove(label);
    }
}
