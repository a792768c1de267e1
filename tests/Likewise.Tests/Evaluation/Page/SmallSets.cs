using Likewise.Evaluation;
using Likewise.Tests.Cli;

namespace Likewise.Tests.Evaluation;

/// <summary>
/// Labelled sets of some hundred rows, made of wishes such as <c>tell me how to boil 5 eggs</c>: what is to be done, to what, and
/// how many of them make a group; the words around it do not matter.
/// </summary>
internal static class SmallSets
{
    private static readonly string[] Verbs = ["boil", "fry", "peel", "weigh"];
    private static readonly string[] Nouns = ["eggs", "apples", "onions"];
    private static readonly int[] Counts = [5, 6, 12];

    private static readonly string[] Frames =
        ["tell me how to", "please tell me how to", "tell me how one can", "do tell me how to", "tell me soon how to"];


    private static IEnumerable<Wish> Wishes =>
        from verb in Verbs from noun in Nouns from count in Counts from frame in Frames
        select new Wish(frame, verb, count, noun);

    /// <summary>Writes the sets; two that a page asks for are left out.</summary>
    public static void WriteTo(TemporaryDirectory directory)
    {
        Write(directory, "qqp_clusters.tsv", "cluster\tquestion", Wishes.Select(wish => $"{wish.Group}\t{wish.Text}"));
        Write(
            directory, "clinc150.tsv", "split\tdomain\tintent\tutterance",
            Wishes.Select(wish => $"train\t{wish.Noun}\t{wish.Verb} {wish.Noun}\t{wish.Text}"));
        Write(directory, "banking77_train.tsv", "utterance\tintent", Wishes.Select(wish => $"{wish.Text}\t{wish.Group}"));
        Write(
            directory, "slots_train.tsv", "set\tintent\tutterance\tslots_json",
            Wishes.Select(wish => $"S\t{wish.Verb}\t{wish.Text}\t[[\"noun\", \"{wish.Noun}\"], [\"count\", \"{wish.Count}\"]]"));
        Write(directory, "qqp_pairs.tsv", "id\tquestion1\tquestion2\tis_duplicate", Pairs.Select(pair => $"1\t{pair}"));
        Write(
            directory, "checklist_qqp.tsv", "capability\tquestion1\tquestion2\tis_duplicate",
            Pairs.Select((pair, at) => $"{(at % 2 == 0 ? "Even" : "Odd")}\t{pair}"));
        File.WriteAllLines(directory.File("own.txt"), [
            "numbers\tother\tboil 5 eggs\tboil 6 eggs", "numbers\tsame\tboil 5 eggs\tboil five eggs",
            "none\tother\tboil eggs\tfry eggs",
        ]);
    }

    /// <summary>Each wish beside the seven that follow it in an order of chance.</summary>
    private static IEnumerable<string> Pairs
    {
        get
        {
            var wishes = SeededOrder.Shuffle([.. Wishes], seed: 1);
            return from at in Enumerable.Range(0, wishes.Count - 7) from apart in Enumerable.Range(1, 7)
                   let one = wishes[at] let other = wishes[at + apart]
                   where one.Verb == other.Verb && one.Noun == other.Noun
                   select $"{one.Text}\t{other.Text}\t{(one.Count == other.Count ? 1 : 0)}";
        }
    }

    private static void Write(TemporaryDirectory directory, string file, string header, IEnumerable<string> rows) =>
        File.WriteAllLines(directory.File(file), rows.Prepend(header));

    private sealed record Wish(string Frame, string Verb, int Count, string Noun)
    {
        public string Text => $"{Frame} {Verb} {Count} {Noun}";

        public string Group => $"{Verb} {Count} {Noun}";
    }
}
