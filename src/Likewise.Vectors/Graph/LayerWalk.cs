using System.Runtime.CompilerServices;

namespace Likewise.Vectors.Graph;

/// <summary>Goes along the links of a level, always on from the row nearest to a code.</summary>
internal static class LayerWalk
{
    /// <summary>Walks until nothing nearer is left to go on from.</summary>
    /// <param name="view">The level.</param>
    /// <param name="code">The first word of the code to come near to.</param>
    /// <param name="seeds">Where to begin; slots beyond the view are passed over.</param>
    /// <param name="frontier">Begun; receives what was found.</param>
    // Optimised from its first call: in the first tier this loop takes several times as long.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(LayerView view, ref ulong code, ReadOnlySpan<int> seeds, Frontier frontier)
    {
        frontier.EnsureRoom(seeds.Length);
        See(view, seeds, frontier);
        PlaceFrom(0, view, ref code, frontier);
        while (frontier.TryTake(out var slot))
        {
            // 1. Who is new? Their codes are on the way while the rest of the list is read.
            var first = frontier.Count;
            frontier.EnsureRoom(view.LinksMax);
            See(view, view.Links(slot), frontier);

            // 2. The next one's links are too, while these are compared.
            var next = frontier.PeekNext();
            if (next >= 0)
                view.PrefetchLinks(next);

            // 3. How far are they?
            PlaceFrom(first, view, ref code, frontier);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void See(LayerView view, ReadOnlySpan<int> slots, Frontier frontier)
    {
        foreach (var slot in slots)
        {
            if (slot < 0)
                return;
            if (slot < view.Slots && frontier.TrySee(slot))
                view.PrefetchCode(slot);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PlaceFrom(int first, LayerView view, ref ulong code, Frontier frontier)
    {
        for (var place = first; place < frontier.Count; place++)
            frontier.Place(place, view.Distance(ref code, frontier.Seen(place)));
    }
}
