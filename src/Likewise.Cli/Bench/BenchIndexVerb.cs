using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Likewise.Cli;

/// <summary><c>likewise bench index</c>: speed, memory and recall of one kind of vector index.</summary>
internal sealed class BenchIndexVerb : Verb
{
    private readonly Option<string> _vectors = new("--vectors")
    {
        Description = "Unit vectors to index: float32, little-endian, row after row, no header.",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<int> _dim = new("--dim")
    {
        Description = "Length of a vector.",
        HelpName = "NUMBER",
        Required = true,
    };

    private readonly Option<int?> _count = new("--count")
    {
        Description = "How many vectors to index, from the first; without it, all.",
        HelpName = "ROWS",
    };

    private readonly Option<string> _queries = new("--queries")
    {
        Description = "Unit vectors to search for, in the same form.",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string?> _truth = new("--truth")
    {
        Description = "The row closest to each query: int32, little-endian. Without it, found by comparing all with all.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _truthOut = new("--truth-out")
    {
        Description = "Keeps what was found so, for --truth of a later run.",
        HelpName = "FILE",
    };

    private readonly Option<string> _index = new("--index")
    {
        Description = $"The kind of index: {IndexKinds.Names}.",
        HelpName = "KIND",
        Required = true,
    };

    private readonly Option<float> _threshold = new("--threshold")
    {
        Description = "Least cosine that a search may report. Default: 0.8; with -1, the closest whatever it is.",
        HelpName = "NUMBER",
        DefaultValueFactory = _ => 0.8f,
    };

    private readonly Option<long> _churn = new("--churn")
    {
        Description = "Takes so many vectors out and puts others in, one for one, before searching. Default: 0.",
        HelpName = "STEPS",
    };

    private readonly Option<string?> _snapshot = new("--snapshot")
    {
        Description = "Saves the index to this file, opens it again, and says how long that took. The file stays.",
        HelpName = "FILE",
    };

    private readonly Option<double> _seconds = new("--seconds")
    {
        Description = "Searches are timed at least so long, in whole passes over the queries. Default: 2.",
        HelpName = "NUMBER",
        DefaultValueFactory = _ => 2,
    };

    public BenchIndexVerb(Frame frame)
        : base(frame, "index", "Builds one vector index, searches it query by query, and compares with the truth.")
    {
        foreach (var option in new Option[]
            { _vectors, _dim, _count, _queries, _truth, _truthOut, _index, _threshold, _churn, _snapshot, _seconds })
            Options.Add(option);
        AtLeast(_dim, 1);
        AtLeast(_count, 1);
        AtLeast(_churn, 0);
        AtLeast(_seconds, 0);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "likewise bench index --vectors base.f32 --dim 384 --queries queries.f32 --index flat",
        "taskset -c 0 likewise bench index --vectors base.f32 --dim 384 --count 100000 --queries queries.f32 --index flat --json",
    ];

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var name = invocation.Get(_index)!; // Required, as the two files.
        var create = IndexKinds.Find(name);
        var dimension = invocation.Get(_dim);
        using var vectors = VectorFile.Open(invocation.Get(_vectors)!, dimension);
        using var queryFile = VectorFile.Open(invocation.Get(_queries)!, dimension);
        var count = CountOf(invocation, vectors);
        var queries = new float[checked(queryFile.Rows * dimension)];
        queryFile.Read(0, queries);

        var truth = TruthOf(invocation, vectors, count, queries, cancellationToken);
        var plan = new IndexBenchPlan(
            vectors,
            count,
            queries,
            truth,
            invocation.Get(_threshold),
            invocation.Get(_churn),
            invocation.Get(_snapshot),
            TimeSpan.FromSeconds(invocation.Get(_seconds)));
        var found = await new IndexBench(plan, create, invocation.Note).RunAsync(cancellationToken);
        found = found with { Index = name };
        if (invocation.IsJson)
            invocation.WriteJson(found, BenchJson.Default.IndexBenchFound);
        else
            Show(found, invocation.Terminal);
        return ExitCode.Ok;
    }

    private int CountOf(Invocation invocation, VectorFile vectors)
    {
        var count = invocation.Get(_count) ?? (int)Math.Min(vectors.Rows, int.MaxValue);
        return count <= vectors.Rows ? count : throw new CommandException(
            ExitCode.Usage, $"--count {count}: the file has {vectors.Rows} rows of {vectors.Dimension} numbers.");
    }

    private int[] TruthOf(
        Invocation invocation, VectorFile vectors, int count, float[] queries, CancellationToken cancellationToken)
    {
        var queryCount = queries.Length / vectors.Dimension;
        if (invocation.Get(_truth) is { } path)
            return Truth.Read(path, queryCount, count);

        invocation.Note(FormattableString.Invariant(
            $"comparing {queryCount:N0} queries with {count:N0} vectors for the truth …"));
        var truth = Truth.Compute(vectors, count, queries, cancellationToken);
        if (invocation.Get(_truthOut) is { } kept)
            DataFile.Write(kept, MemoryMarshal.AsBytes(truth.AsSpan()));
        return truth;
    }

    private static void Show(IndexBenchFound found, Terminal terminal) => Sheet.Facts(
        terminal.Screen,
        ("index", FormattableString.Invariant($"{found.Index}, {found.Count:N0} × {found.Dim}, {found.Isa}")),
        ("built", FormattableString.Invariant($"{found.BuildPerS:N0} a second, settled ")
            + FormattableString.Invariant($"{found.SettleS:N1} s later")),
        ("changed", found.ChurnPerS is null ? "not" : FormattableString.Invariant($"{found.ChurnPerS:N0} a second, ")
            + FormattableString.Invariant($"p99 {found.ChurnP99Us:N1} µs")),
        ("memory", FormattableString.Invariant($"{found.BytesPerEntry:N1} bytes an entry by growth of the process; ")
            + FormattableString.Invariant($"{found.OwnBytesPerEntry:N1} by the index's own account")),
        ("search", FormattableString.Invariant($"p50 {found.P50Us:N1} µs, p99 {found.P99Us:N1} µs, ")
            + FormattableString.Invariant($"{found.AllocatedPerSearch:N0} bytes allocated")),
        ("recall", $"{Figure.Fixed(found.Recall, 4)} of {Figure.Count(found.Queries)}; above 0.8 "
            + $"{Figure.Fixed(found.RecallAbove80, 4)} of {Figure.Count(found.QueriesAbove80)}"),
        ("wrong above 0.8", Figure.Percent(found.WrongAbove80)),
        ("snapshot", found.Snapshot?.ToString() ?? "not saved"));

    private static void AtLeast<T>(Option<T> option, double least) => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<T>() is { } value && !(Convert.ToDouble(value, CultureInfo.InvariantCulture) >= least))
            result.AddError($"{option.Name}: at least {least} was expected.");
    });
}
