namespace Likewise;

/// <summary>
/// Nodes by their rank, for ranks that within a class hardly ever fall: a queue for each class, and the least of all is the least
/// of the queues' oldest (Ghandeharizadeh, Irani, Lam and Yap, "CAMP: A Cost Adaptive Multi-Queue Eviction Policy", 2014).
/// </summary>
internal sealed class RankedQueues
{
    /// <summary>Classes are a quarter of an octave wide, from 2^-32 to 2^32.</summary>
    private const int PerOctave = 4, OctavesBelowOne = 32, Classes = 2 * PerOctave * OctavesBelowOne;

    /// <summary>What they take while they are empty.</summary>
    public const int Bytes = Classes * (OrderList.Bytes + sizeof(double));

    private readonly OrderList[] _queues = [.. Enumerable.Range(0, Classes).Select(_ => new OrderList())];
    private readonly double[] _leastRanks = [.. Enumerable.Repeat(double.PositiveInfinity, Classes)];
    private int _firstUsed = Classes - 1, _lastUsed;

    /// <summary>The node of the least rank, but for those that joined their class out of order.</summary>
    public OrderNode? Least
    {
        get
        {
            var least = _lastUsed;
            for (var at = _firstUsed; at < _lastUsed; at++)
            {
                if (_leastRanks[at] < _leastRanks[least])
                    least = at;
            }

            return _queues[least].Oldest;
        }
    }

    /// <summary>The class of a number, and the number that stands for all of it. Not negative.</summary>
    public static (int Class, double Rounded) ClassOf(double number)
    {
        var at = (int)Math.Clamp(PerOctave * (Math.Log2(number) + OctavesBelowOne), 0, Classes - 1);
        return (at, Math.Pow(2, ((double)at / PerOctave) - OctavesBelowOne));
    }

    public void Add(OrderNode node, int ofClass, double rank)
    {
        (node.Place, node.Rank) = ((byte)ofClass, rank);
        _queues[ofClass].Add(node);
        (_firstUsed, _lastUsed) = (Math.Min(_firstUsed, ofClass), Math.Max(_lastUsed, ofClass));
        Settle(ofClass);
    }

    public void Remove(OrderNode node)
    {
        _queues[node.Place].Remove(node);
        Settle(node.Place);
    }

    private void Settle(int ofClass) => _leastRanks[ofClass] = _queues[ofClass].Oldest?.Rank ?? double.PositiveInfinity;
}
