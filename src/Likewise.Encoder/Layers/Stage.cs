namespace Likewise.Encoder;

/// <summary>What the shares of a stage have in common. One object a workspace, filled anew for each stage.</summary>
internal sealed class Stage
{
    // Shares for each worker: enough that one who comes late still finds something to do.
    private const int SharesPerWorker = 4;

    private readonly Workspace _work;

    public Stage(Workspace work) => _work = work;

    public Workspace Work => _work;

    public InstructionSet Set { get; private set; }

    /// <summary>How many rows the stage takes in.</summary>
    public int Rows { get; private set; }

    /// <summary>What it reads, where it has no fixed place.</summary>
    public float[] Input { get; private set; } = [];

    /// <summary>Floats from one row of <see cref="Input"/> to the next.</summary>
    public int InputStride { get; private set; }

    /// <summary>What it writes, where that has no fixed place.</summary>
    public float[] Output { get; private set; } = [];

    /// <summary>The object that it is a stage of.</summary>
    public object? Owner { get; private set; }

    private int Items { get; set; }

    private int PerShare { get; set; }

    public Stage Fill(
        object owner, InstructionSet set, int rows, float[] input, int inputStride, float[] output)
    {
        (Owner, Set, Rows, Input, InputStride, Output) = (owner, set, rows, input, inputStride, output);
        return this;
    }

    /// <summary>Has items computed by all who help, and returns when all are.</summary>
    /// <param name="crew">Who helps.</param>
    /// <param name="items">How many there are: rows, panels, heads.</param>
    /// <param name="run">Computes those of a share; finds out which by <see cref="Of"/>.</param>
    public void Run(Crew crew, int items, Action<Stage, int, int> run)
    {
        Items = items;
        PerShare = Math.Max(1, (items + SharesPerWorker * crew.Workers - 1) / (SharesPerWorker * crew.Workers));
        crew.Run(this, (items + PerShare - 1) / PerShare, run);
    }

    /// <summary>The first item of a share, and how many it has.</summary>
    public (int First, int Count) Of(int share) => (share * PerShare, Math.Min(PerShare, Items - share * PerShare));
}
