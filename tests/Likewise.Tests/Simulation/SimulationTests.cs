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
    private static readonly int Histories = Setting("LIKEWISE_SIMULATIONS") ?? 10_000;

    /// <summary>The one history to run; <c>LIKEWISE_SIMULATION_SEED</c> asks for it.</summary>
    private static readonly int? OnlySeed = Setting("LIKEWISE_SIMULATION_SEED");

    /// <summary>Half of the machine: the rest of the tests goes on beside them.</summary>
    private static readonly ParallelOptions Beside = new()
    {
        MaxDegreeOfParallelism = (Environment.ProcessorCount + 1) / 2,
    };

    [Fact]
    public async Task The_invariants_hold_in_random_histories()
    {
        var (first, end) = OnlySeed is { } only ? (only, only + 1) : (1, Histories + 1);
        await Parallel.ForAsync(first, end, Beside, async (seed, _) =>
            await RunAsync(seed, FaultPlan.Random(seed, probability: seed % 4 * 0.05)));
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

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;
}
