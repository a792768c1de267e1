using System.Globalization;

namespace Likewise.Tests.Simulation;

/// <summary>
/// Goal: the invariants hold in any order of events, whatever fails. Method: seeded histories with random faults, then the same
/// history again and again with the n-th call going wrong, for n = 1, 2, 3… until nothing is left, in each way that it can.
/// </summary>
/// <remarks>
/// A history that fails is run again and again with one step less, as long as it still fails: what is left is said, with its
/// seed. <c>LIKEWISE_SIMULATION_SEED</c> runs one history, <c>LIKEWISE_SIMULATIONS</c> so many.
/// </remarks>
public class SimulationTests
{
    private const int Steps = 150;
    private const int UsualHistories = 10_000;

    private static readonly int Histories = Setting("LIKEWISE_SIMULATIONS") ?? UsualHistories;
    private static readonly int? OnlySeed = Setting("LIKEWISE_SIMULATION_SEED");

    /// <summary>Half of the machine: the rest of the tests goes on beside them.</summary>
    private static readonly ParallelOptions Beside = new()
    {
        MaxDegreeOfParallelism = (Environment.ProcessorCount + 1) / 2,
    };

    [Fact]
    public async Task The_invariants_hold_in_random_histories()
    {
        var coverage = new Coverage();
        var (first, end) = OnlySeed is { } only ? (only, only + 1) : (1, Histories + 1);
        await Parallel.ForAsync(first, end, Beside, async (seed, _) =>
            await RunAsync(seed, () => FaultPlan.Random(seed, probability: seed % 4 * 0.03), coverage));

        TestContext.Current.TestOutputHelper?.WriteLine(coverage.ToString());
        if (OnlySeed is null && Histories >= UsualHistories)
            SimulationReach.Check(coverage);
    }

    [Fact]
    public async Task The_invariants_hold_when_any_one_call_goes_wrong()
    {
        const int Seed = 20_260_101;
        foreach (var fault in Enum.GetValues<Fault>().Where(fault => fault != Fault.None))
        {
            for (var (n, calls) = (1, 1); n <= calls; n++)
                calls = await RunAsync(Seed + (n % 2), () => FaultPlan.Nth(n, fault), new Coverage());
        }
    }

    /// <returns>How many calls of seams there were.</returns>
    private static async Task<int> RunAsync(int seed, Func<FaultPlan> plan, Coverage coverage)
    {
        var (calls, failure, step) = await TryAsync(seed, plan(), [.. Enumerable.Range(0, Steps)], null, coverage);
        if (failure is null)
            return calls;

        // Leave out whatever it fails without.
        List<int> steps = [.. Enumerable.Range(0, step + 1)];
        for (var at = steps.Count - 2; at >= 0; at--)
        {
            List<int> fewer = [.. steps.Where((_, place) => place != at)];
            if ((await TryAsync(seed, plan(), fewer, null, new Coverage())).Failure is not null)
                steps = fewer;
        }

        List<string> said = [];
        var last = (await TryAsync(seed, plan(), steps, said, new Coverage())).Failure ?? failure;
        throw new InvalidOperationException(
            $"Seed {seed} fails: {last.Message}\n{string.Join('\n', said)}\nof all steps, step {step}: {failure.Message}", last);
    }

    private static async Task<(int Calls, Exception? Failure, int Step)> TryAsync(
        int seed, FaultPlan plan, List<int> steps, List<string>? said, Coverage coverage)
    {
        var step = 0;
        try
        {
            await using var world = new SimulatedWorld(seed, plan, coverage);
            await world.StartAsync();
            foreach (var next in steps)
            {
                step = next;
                var what = await world.StepAsync(next);
                said?.Add($"{next} {what}");
            }

            await world.SettleAsync();
            return (plan.Calls, null, step);
        }
        catch (Exception failure)
        {
            said?.Add($"{step} fails");
            return (plan.Calls, failure, step);
        }
    }

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;
}
