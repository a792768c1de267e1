namespace Likewise.Sqlite;

/// <summary>A row of the table of activities, as it is stored.</summary>
/// <param name="HitCount">How often the entry has answered.</param>
/// <param name="LastUsed">UTC ticks.</param>
/// <param name="Right">How often it was said to be right.</param>
/// <param name="Wrong">How often it was said to be wrong.</param>
internal readonly record struct ActivityRow(long HitCount, long LastUsed, long Right, long Wrong)
{
    public static ActivityRow Of(EntryActivity activity) =>
        new(activity.HitCount, activity.LastUsedAt.UtcTicks, activity.Feedback.Right, activity.Feedback.Wrong);

    /// <param name="row">Stands on a row.</param>
    /// <param name="first">The first of the four columns.</param>
    public static ActivityRow Read(Statement row, int first) =>
        new(row.Int64(first), row.Int64(first + 1), row.Int64(first + 2), row.Int64(first + 3));

    public EntryActivity ToActivity() =>
        new(HitCount, new DateTimeOffset(LastUsed, TimeSpan.Zero)) { Feedback = new EntryFeedback(Right, Wrong) };
}
