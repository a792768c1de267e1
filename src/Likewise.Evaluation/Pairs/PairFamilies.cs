namespace Likewise.Evaluation;

/// <summary>
/// Pairs that share a prompt, directly or through others, belong together: half of them must not calibrate what the other half
/// measures.
/// </summary>
internal static class PairFamilies
{
    /// <summary>Which pairs belong together: places in the list, family by family, in the order of their first pairs.</summary>
    public static IReadOnlyList<int[]> Of(IReadOnlyList<LabelledPair> pairs)
    {
        // Union and find, with paths halved: each prompt points to another of its family, until one points to itself.
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var parents = new List<int>();
        foreach (var pair in pairs)
            parents[RootOf(parents, PlaceOf(pair.A))] = RootOf(parents, PlaceOf(pair.B));

        return [.. Enumerable.Range(0, pairs.Count)
            .GroupBy(at => RootOf(parents, places[pairs[at].A]))
            .Select(family => family.ToArray())];

        int PlaceOf(string text)
        {
            if (!places.TryGetValue(text, out var place))
            {
                places.Add(text, place = parents.Count);
                parents.Add(place);
            }

            return place;
        }
    }

    private static int RootOf(List<int> parents, int place)
    {
        while (parents[place] != place)
            place = parents[place] = parents[parents[place]];
        return place;
    }
}
