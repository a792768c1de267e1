namespace Likewise;

/// <summary>
/// Nodes by their rank, for ranks that within a class hardly ever fall: a queue for each class, and the least of all is the least
/// of the queues' oldest (Ghandeharizadeh, Irani, Lam and Yap, "CAMP: A Cost Adaptive Multi-Queue Eviction Policy", 2014).
/// </summary>
internal sealed class RankedQueues
{
    /// <summary>Classes are a quarter of an octave wide, from 2^-32 to 2^32: a number's exponent and two bits more.</summary>
    private const int PerOctave = 4, OctavesBelowOne = 32, Classes = 2 * PerOctave * OctavesBelowOne;

    /// <summary>Bits of a double below those two, and the class that would be first if all exponents had one.</summary>
    private const int BitsBelow = 50, FirstExponent = PerOctave * (1023 - OctavesBelowOne);

    /// <summary>What they take while they are empty.</summary>
    public const int Bytes = Classes * (OrderList.Bytes + sizeof(double) + sizeof(byte));

    private readonly OrderList[] _queues = [.. Enumerable.Range(0, Classes).Select(_ => new OrderList())];
    private readonly double[] _leastRanks = [.. Enumerable.Repeat(double.PositiveInfinity, Classes)];

    /// <summary>A tournament: at 1 the class of the least rank, at n the better one of 2n and 2n + 1; classes follow.</summary>
    private readonly byte[] _winners = new byte[Classes];

    public RankedQueues()
    {
        for (var at = Classes - 1; at > 0; at--)
            _winners[at] = WinnerAt(2 * at);
    }

    /// <summary>The node of the least rank, but for those that joined their class out of order.</summary>
    public OrderNode? Least => _queues[_winners[1]].Oldest;

    /// <summary>The class of a number, and the number that stands for all of it. Not negative.</summary>
    public static (int Class, double Rounded) ClassOf(double number)
    {
        var at = Math.Clamp((int)(BitConverter.DoubleToInt64Bits(number) >> BitsBelow) - FirstExponent, 0, Classes - 1);
        return (at, BitConverter.Int64BitsToDouble((long)(at + FirstExponent) << BitsBelow));
    }

    public void Add(OrderNode node, int ofClass, double rank)
    {
        (node.Place, node.Rank) = (ofClass, rank);
        _queues[ofClass].Add(node);
        Settle(ofClass);
    }

    public void Remove(OrderNode node)
    {
        _queues[node.Place].Remove(node);
        Settle(node.Place);
    }

    private void Settle(int ofClass)
    {
        var rank = _queues[ofClass].Oldest?.Rank ?? double.PositiveInfinity;
        if (rank == _leastRanks[ofClass])
            return;

        _leastRanks[ofClass] = rank;
        for (var at = (Classes + ofClass) / 2; at > 0; at /= 2)
        {
            var (one, other) = (WinnerAt(2 * at), WinnerAt((2 * at) + 1));
            _winners[at] = _leastRanks[one] <= _leastRanks[other] ? one : other;
        }
    }

    private byte WinnerAt(int place) => place < Classes ? _winners[place] : (byte)(place - Classes);
}
