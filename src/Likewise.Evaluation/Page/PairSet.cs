namespace Likewise.Evaluation;

/// <summary>A set of labelled pairs, and how its columns are called.</summary>
/// <param name="Name">What its file's name begins with.</param>
/// <param name="A">The prompt that was answered.</param>
/// <param name="B">The prompt that is asked.</param>
/// <param name="Label">Whether they may share the answer.</param>
/// <param name="Part">What the pairs are of; null where nothing says so.</param>
internal sealed record PairSet(string Name, string A, string B, string Label, string? Part = null)
{
    public static PairSet Quora { get; } = new("qqp_pairs", "question1", "question2", "is_duplicate");

    public static PairSet Checklist { get; } = new("checklist_qqp", "question1", "question2", "is_duplicate", "capability");

    public static PairSet Blindspot { get; } = new("blindspot", "query1", "query2", "may_share_answer", "category");

    public static PairSet Medical { get; } = new("medical_qp", "question1", "question2", "is_similar");

    public static PairSet News { get; } = new("msrp", "sentence1", "sentence2", "is_paraphrase");

    public static PairSet Swaps { get; } = new("paws", "sentence1", "sentence2", "label");

    public static IReadOnlyList<PairSet> All { get; } = [Quora, Medical, News, Checklist, Blindspot, Swaps];

    /// <summary>The command that judges the set alone.</summary>
    public string Command => $"likewise eval pairs --input {Name}… --a {A} --b {B} --label {Label}";
}
