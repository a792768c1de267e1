namespace Likewise.Evaluation;

/// <summary>
/// What the log knows of a hit of a replay. What was served then too was drawn evenly to be judged; of other hits those are
/// judged that somebody could judge, and nothing follows for the rest.
/// </summary>
internal enum Judged
{
    NotByMeaning,
    ServedRight,
    ServedWrong,
    ServedUntold,
    OtherRight,
    OtherWrong,
    OtherUntold,
}
