using Likewise.Vectors;
using Likewise.Vectors.Graph;

namespace Likewise.Tests.Vectors.Graph;

/// <summary>What a graph promises of its links, checked while nobody changes it.</summary>
internal static class GraphAssert
{
    public static void IsSound(GraphIndex index)
    {
        var layers = index.Levels.Layers.ToArray();
        for (var level = 0; level < layers.Length; level++)
        {
            var layer = layers[level];
            var live = Enumerable.Range(0, layer.View.Slots).Where(layer.View.IsLive).ToArray();
            Assert.Equal(layer.Count, live.Length);
            Assert.All(live, slot => LinksAreSound(layer.View, slot));
            Assert.Equal(live, Reachable(layer.View, live[0]).Order());
            if (level > 0)
                Assert.All(live, slot => LeadsDown(layer.View, slot, layers[level - 1].View));
        }

        Assert.Equal(index.Count, layers.Length == 0 ? 0 : layers[0].Count);
    }

    private static void LinksAreSound(LayerView view, int slot)
    {
        var links = view.LinksOf(slot).ToArray();
        Assert.Equal(links.Length, links.Distinct().Count());
        Assert.DoesNotContain(slot, links);
        Assert.All(view.Links(slot)[links.Length..].ToArray(), link => Assert.Equal(LayerView.None, link));
        Assert.All(links, link =>
        {
            Assert.True(view.IsLive(link), $"{slot} is linked with {link}, which is dead.");
            Assert.True(view.LinksOf(link).Contains(slot), $"{slot} is linked with {link}, but not the other way.");
        });
    }

    private static HashSet<int> Reachable(LayerView view, int from)
    {
        var reached = new HashSet<int> { from };
        var open = new Queue<int>([from]);
        while (open.TryDequeue(out var slot))
        {
            foreach (var link in view.LinksOf(slot))
            {
                if (reached.Add(link))
                    open.Enqueue(link);
            }
        }

        return reached;
    }

    private static void LeadsDown(LayerView view, int slot, LayerView below)
    {
        Assert.True(view.TryReadKey(slot, out var key));
        Assert.True(below.IsLive((int)key));
        Assert.Equal(0, view.Distance(ref below.Code((int)key), slot));
    }
}
