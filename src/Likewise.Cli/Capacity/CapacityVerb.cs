using System.CommandLine;
using System.Globalization;
using Likewise.Vectors;
using Spectre.Console;

namespace Likewise.Cli;

/// <summary><c>likewise capacity</c>: what so many vectors will take, before there are any.</summary>
internal sealed class CapacityVerb : Verb
{
    private readonly Option<string> _entries = new("--entries")
    {
        Description = "How many entries: 10M, 100k, 2500.",
        HelpName = "COUNT",
        Required = true,
    };

    private readonly Option<int> _dim = new("--dim")
    {
        Description = "Length of a vector. Default: 384, that of the built-in encoder.",
        HelpName = "NUMBER",
        DefaultValueFactory = _ => 384,
    };

    private readonly Option<string[]> _layout = new("--layout")
    {
        Description = $"Only this layout, with its formulas; may be repeated. One of: {LayoutNames}.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _memory = new("--memory")
    {
        Description = "Memory that the index may take: 8GiB. Without it, as much as it needs.",
        HelpName = "SIZE",
    };

    private readonly Option<string> _payload = Size("--payload", "2KiB", "Length of an answer with all that is kept of it.");
    private readonly Option<string> _prompt = Size("--prompt", "100B", "Length of a prompt.");
    private readonly Option<int> _codeBits = new("--code-bits") { Description = "Bits of a binary code. Default: 256." };
    private readonly Option<int> _pieces = new("--pieces") { Description = "Bytes of a product code. Default: dim / 8." };
    private readonly Option<int> _cells = new("--cells") { Description = "Cells of an inverted index. Default: 5 √entries." };
    private readonly Option<int> _links = new("--links") { Description = "Links of a vector in a graph, M. Default: 16." };

    public CapacityVerb(Frame frame)
        : base(frame, "capacity", "Plans the memory and the disk that so many entries take, layout by layout.")
    {
        foreach (var option in new Option[]
            { _entries, _dim, _layout, _memory, _payload, _prompt, _codeBits, _pieces, _cells, _links })
            Options.Add(option);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "likewise capacity --entries 1M",
        "likewise capacity --entries 10M --dim 1536 --memory 16GiB",
        "likewise capacity --entries 100k --layout binary-int8 --code-bits 512 --json",
    ];

    private static string LayoutNames => string.Join(", ", VectorLayout.All.Select(layout => layout.Name));

    protected override Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var options = OptionsOf(invocation);
        var memory = invocation.Get(_memory) is { } text ? AmountText.Parse("--memory", text, isSize: true) : (long?)null;
        var (payload, prompt) = (SizeOf(invocation, _payload), SizeOf(invocation, _prompt));
        var estimates = LayoutsOf(invocation).Select(layout => layout.Estimate(options)).ToArray();
        var found = new CapacityFound(
            options.Entries, options.Dimension, [.. estimates.Select(LayoutFound.Of)],
            PayloadBytes(options.Entries, payload), StoreCapacity.Bytes(options.Entries, options.Dimension, prompt, payload),
            LayoutChosen.Of(Capacity.Recommend(options, memory)),
            LayoutChosen.Of(Capacity.Recommend(options, memory, isAvailable: true)));
        if (invocation.IsJson)
            invocation.WriteJson(found, CapacityJson.Default.CapacityFound);
        else
            Show(found, estimates, invocation.Terminal.Screen);
        return Task.FromResult(ExitCode.Ok);
    }

    private static long PayloadBytes(long entries, long payload) =>
        (Int128)entries * payload is var bytes && bytes <= long.MaxValue ? (long)bytes : throw new CommandException(
            ExitCode.Usage, $"--payload {payload}: so much times {entries} is beyond all memory.");

    private CapacityOptions OptionsOf(Invocation invocation)
    {
        var options = new CapacityOptions(
            AmountText.Parse("--entries", invocation.Get(_entries)!, isSize: false), invocation.Get(_dim)); // Required.
        if (invocation.IsGiven(_codeBits))
            options = options with { CodeBits = invocation.Get(_codeBits) };
        if (invocation.IsGiven(_pieces))
            options = options with { Subquantizers = invocation.Get(_pieces) };
        if (invocation.IsGiven(_cells))
            options = options with { Cells = invocation.Get(_cells) };
        return invocation.IsGiven(_links) ? options with { Links = invocation.Get(_links) } : options;
    }

    private IReadOnlyList<VectorLayout> LayoutsOf(Invocation invocation) => invocation.Get(_layout) is { Length: > 0 } names
        ? [.. names.Select(name => VectorLayout.All.FirstOrDefault(layout => layout.Name == name) ?? throw new CommandException(
            ExitCode.Usage, $"--layout {name}: there is no such layout. Known: {LayoutNames}."))]
        : VectorLayout.All;

    private static void Show(CapacityFound found, CapacityEstimate[] estimates, IAnsiConsole screen)
    {
        var sheet = Sheet.Of(
            FormattableString.Invariant($"{found.Entries:N0} vectors of {found.Dim} elements"),
            "layout", "what is kept", ">memory", ">bytes an entry", "in this version");
        foreach (var estimate in estimates)
        {
            Sheet.Row(
                sheet, estimate.Layout.Name, estimate.Layout.Holds, AmountText.Size(estimate.Bytes),
                estimate.BytesPerEntry.ToString("N1", CultureInfo.InvariantCulture), estimate.Layout.IsAvailable ? "yes" : "no");
        }

        screen.Write(sheet);
        foreach (var estimate in estimates.Length < VectorLayout.All.Count ? estimates : [])
        {
            var parts = Sheet.Of(estimate.Layout.Name, "part", "formula", ">bytes");
            foreach (var part in estimate.Parts)
                Sheet.Row(parts, part.Name, part.Formula, part.Bytes.ToString("N0", CultureInfo.InvariantCulture));
            screen.Write(parts);
        }

        Sheet.Facts(
            screen,
            ("answers", AmountText.Size(found.PayloadBytes)),
            ("SQLite store", $"{AmountText.Size(found.StoreBytes)} on disk, vectors and answers included"),
            ("recommended", Words(found.Recommendation)),
            ("in this version", Words(found.RecommendationInThisVersion)));
    }

    private static string Words(LayoutChosen chosen) => $"{chosen.Layout ?? "none"}: {chosen.Reason}.";

    private static long SizeOf(Invocation invocation, Option<string> option) =>
        AmountText.Parse(option.Name, invocation.Get(option)!, isSize: true); // It has a default.

    private static Option<string> Size(string name, string standard, string description) => new(name)
    {
        Description = $"{description} Default: {standard}.",
        HelpName = "SIZE",
        DefaultValueFactory = _ => standard,
    };
}
