using Likewise.Tests.Lifetime.Traces;

namespace Likewise.Tests.Lifetime;

public class RankedQueuesTests
{
    private const int FirstClass = 0, LastClass = 255;

    /// <summary>Against looking at all of them; the first and the last class take part.</summary>
    [Fact]
    public void The_least_is_the_least_of_the_oldest_of_each_class()
    {
        var (random, queues, held) = (new Random(11), new RankedQueues(), new List<Thing>());
        for (var step = 0; step < 3_000; step++)
        {
            if (random.Next(2) == 0 || held.Count == 0)
            {
                var ofClass = random.Next(4) switch { 0 => FirstClass, 1 => LastClass, _ => random.Next(LastClass) };
                held.Add(new Thing(step));
                queues.Add(held[^1], ofClass, rank: step + (10 * random.NextDouble()));
            }
            else
            {
                var gone = random.Next(2) == 0 ? held[random.Next(held.Count)] : (Thing)queues.Least!;
                Assert.True(held.Remove(gone));
                queues.Remove(gone);
            }

            Assert.Equal(
                held.GroupBy(thing => thing.Place).Min(ofOne => (double?)ofOne.MinBy(thing => thing.Key)!.Rank),
                queues.Least?.Rank);
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1e-12, 0)]
    [InlineData(1, 128)]
    [InlineData(1.24, 128)]
    [InlineData(1.25, 129)]
    [InlineData(7.9, 139)]
    [InlineData(1e12, 255)]
    [InlineData(double.PositiveInfinity, 255)]
    public void A_class_is_a_quarter_of_an_octave(double number, int ofClass)
    {
        var (found, rounded) = RankedQueues.ClassOf(number);

        Assert.Equal(ofClass, found);
        Assert.Equal(ofClass, RankedQueues.ClassOf(rounded).Class);
    }
}
