using System.Runtime.InteropServices;

namespace Likewise.Sqlite;

/// <summary>A row of the table of activities, as it is stored.</summary>
/// <param name="HitCount">How often the entry has answered.</param>
/// <param name="LastUsed">UTC ticks.</param>
/// <param name="Right">How often it was said to be right.</param>
/// <param name="Wrong">How often it was said to be wrong.</param>
/// <param name="ConfirmedBy">Who stands behind the answer.</param>
internal readonly record struct ActivityRow(long HitCount, long LastUsed, long Right, long Wrong, PrincipalSet ConfirmedBy)
{
    public static ActivityRow Of(EntryActivity activity) => new(
        activity.HitCount, activity.LastUsedAt.UtcTicks, activity.Feedback.Right, activity.Feedback.Wrong, activity.ConfirmedBy);

    /// <param name="row">Stands on a row.</param>
    /// <param name="first">The first of the five columns.</param>
    public static ActivityRow Read(Statement row, int first) => new(
        row.Int64(first), row.Int64(first + 1), row.Int64(first + 2), row.Int64(first + 3),
        PrincipalSet.Of(MemoryMarshal.Cast<byte, ulong>(row.Bytes(first + 4))));

    public EntryActivity ToActivity() => new(HitCount, new DateTimeOffset(LastUsed, TimeSpan.Zero))
    {
        Feedback = new EntryFeedback(Right, Wrong), ConfirmedBy = ConfirmedBy,
    };
}
