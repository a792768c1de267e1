using System.Globalization;

namespace Likewise.Tests.Simulation;

/// <summary>
/// Goal: the invariants hold in any order of events, whatever fails. Method: seeded histories with random faults, then the same
/// history again and again with the n-th call failing, for n = 1, 2, 3… until nothing is left to fail.
/// </summary>
public class SimulationTests
{
    private const int Steps = 150;

    /// <summary>Histories to run; <c>LIKEWISE_SIMULATIONS</c> asks for more.</summary>
    private static readonly int Histories = int.Parse(
        Environment.GetEnvironmentVariable("LIKEWISE_SIMULATIONS") ?? "400", CultureInfo.InvariantCulture);

    [Fact]
    public async Task The_invariants_hold_in_random_histories()
    {
        for (var seed = 1; seed <= Histories; seed++)
            await RunAsync(seed, FaultPlan.Random(seed, probability: seed % 4 * 0.05));
    }

    [Fact]
    public async Task The_invariants_hold_when_any_one_call_fails()
    {
        const int Seed = 20_260_101;
        for (var n = 1; ; n++)
        {
            var plan = await RunAsync(Seed, FaultPlan.Nth(n));
            if (n > plan.Calls)
                break;
        }
    }

    private static async Task<FaultPlan> RunAsync(int seed, FaultPlan faults)
    {
        var step = 0;
        try
        {
            await using var world = new SimulatedWorld(seed, faults);
            await world.StartAsync();
            for (; step < Steps; step++)
                await world.StepAsync();
            await world.SettleAsync();
            return faults;
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException(
                $"Seed {seed} failed at step {step}, after {faults.Calls} calls: {failure.Message}", failure);
        }
    }
}
