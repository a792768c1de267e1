using System.Collections.Concurrent;

namespace Likewise;

/// <summary>
/// Which texts may stand in metrics: those that came first, as many as may; every other stands as <see cref="Other"/>. Callers
/// choose names of namespaces and models, and each name is a series that somebody stores.
/// </summary>
internal sealed class LabelBook(int labelsMax)
{
    public const string Other = "other";

    private readonly ConcurrentDictionary<string, string> _labels = new(StringComparer.Ordinal);

    public string Of(string text)
    {
        if (_labels.TryGetValue(text, out var label))
            return label;
        return _labels.Count < labelsMax ? _labels.GetOrAdd(text, text) : Other;
    }
}
