namespace Likewise.Tests.Decisions.Pairs;

/// <summary>Two prompts that look alike.</summary>
/// <param name="Kind">Which guard is concerned.</param>
/// <param name="MayShare">Whether the answer to one is right for the other.</param>
/// <param name="One">A prompt.</param>
/// <param name="Other">Another.</param>
internal sealed record MinimalPair(string Kind, bool MayShare, string One, string Other)
{
    public static MinimalPair Parse(string line)
    {
        var cells = line.Split('\t');
        return new MinimalPair(cells[0], cells[1] == "same", cells[2], cells[3]);
    }

    public override string ToString() => $"{Kind}\t{(MayShare ? "same" : "other")}\t{One}\t{Other}";
}
