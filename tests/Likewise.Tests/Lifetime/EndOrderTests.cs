using Likewise.Tests.Conformance;

namespace Likewise.Tests.Lifetime;

public class EndOrderTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Against a list that is gone through: lives of a second to a month; the clock jumps, sometimes back.</summary>
    [Fact]
    public void Whatever_time_does_those_that_have_ended_are_found_and_no_others()
    {
        var (random, order, held, now) = (new Random(3), new EndOrder(), new List<Resident>(), Start);
        for (var step = 0; step < 3_000; step++)
        {
            for (var more = random.Next(4); more > 0; more--)
            {
                var life = TimeSpan.FromSeconds(Math.Exp(random.NextDouble() * 14.7));
                TimeSpan? sliding = random.Next(4) == 0 ? life * random.NextDouble() : null;
                held.Add(Make(now, new Expiry(now + life, sliding)));
                order.Add(held[^1]);
            }

            if (random.Next(3) == 0)
                held[random.Next(held.Count)].Touch(now, isServed: true);
            if (random.Next(3) == 0)
            {
                var gone = held[random.Next(held.Count)];
                held.Remove(gone);
                order.Remove(gone);
            }

            now += random.Next(50) == 0
                ? TimeSpan.FromHours(random.Next(-5, 200))
                : TimeSpan.FromSeconds(random.NextDouble() * 100);

            order.Advance(now);
            while (order.TryStep(out var resident))
            {
                if (resident is null)
                    continue;
                if (resident.IsLive(now))
                    order.Add(resident);
                else
                    Assert.True(held.Remove(resident));
            }

            Assert.All(held, resident => Assert.True(resident.IsLive(now)));
        }

        Assert.NotEmpty(held);
    }

    [Fact]
    public void A_sweep_that_finds_nothing_looks_at_next_to_nothing()
    {
        var (order, now, steps) = (new EndOrder(), Start, 0);
        order.Advance(now);
        for (var index = 0; index < 10_000; index++)
            order.Add(Make(now, new Expiry(now + TimeSpan.FromHours(24), null)));

        for (var second = 0; second < 3_600; second++)
        {
            order.Advance(now += TimeSpan.FromSeconds(1));
            while (order.TryStep(out _))
                steps++;
        }

        Assert.InRange(steps, 0, 20_000); // Twice each, where going through them all would be 36 million.
    }

    private static Resident Make(DateTimeOffset now, Expiry expiry) => new(
        SampleEntries.Create(1, summary => summary with { CreatedAt = now, Expiry = expiry }).Summary, new EntryActivity(0, now));
}
