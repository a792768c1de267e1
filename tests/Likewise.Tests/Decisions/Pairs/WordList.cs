namespace Likewise.Tests.Decisions.Pairs;

/// <summary>Words that may stand in the same place: <c>do(base/ing) = hike/hiking, sing/singing</c>.</summary>
/// <param name="Name">The slot.</param>
/// <param name="Forms">What each word's forms are called.</param>
/// <param name="Words">The words, each in all its forms.</param>
internal sealed record WordList(string Name, List<string> Forms, List<string[]> Words)
{
    public static WordList Parse(string line)
    {
        var parts = line.Split('=', StringSplitOptions.TrimEntries);
        var head = parts[0].TrimEnd(')').Split('(');
        var words = parts[1].Split(',', StringSplitOptions.TrimEntries).Select(word => word.Split('/')).ToList();
        return new WordList(head[0], head.Length > 1 ? [.. head[1].Split('/')] : [""], words);
    }
}
