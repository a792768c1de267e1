namespace Likewise.Evaluation;

/// <summary>Puts pairs that share a prompt, or are joined by others that do, into one group (union and find).</summary>
internal static class PromptGroups
{
    /// <returns>A group's number for each pair: the same for pairs that hang together, numbered as they come.</returns>
    public static int[] Of<T>(IReadOnlyList<T> pairs, Func<T, (string A, string B)> promptsOf)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var parents = new List<int>();
        foreach (var (a, b) in pairs.Select(promptsOf))
            parents[Root(Number(a))] = Root(Number(b));

        var groups = new Dictionary<int, int>();
        return
        [
            .. pairs.Select(pair => Root(numbers[promptsOf(pair).A]))
                .Select(root => groups.TryGetValue(root, out var group) ? group : groups[root] = groups.Count),
        ];

        int Number(string prompt)
        {
            if (numbers.TryGetValue(prompt, out var number))
                return number;

            parents.Add(parents.Count);
            return numbers[prompt] = parents.Count - 1;
        }

        int Root(int number)
        {
            while (parents[number] != number)
                number = parents[number] = parents[parents[number]];
            return number;
        }
    }
}
