namespace Likewise.Sqlite;

/// <summary>What a read found: an entry, nothing, or a row that must not be believed.</summary>
/// <param name="Entry">The entry; null where there is none or it was rejected.</param>
/// <param name="Row">Its row.</param>
/// <param name="Fault">Why it was rejected; null where it was not.</param>
internal readonly record struct RowResult(Entry? Entry, long Row, string? Fault);
