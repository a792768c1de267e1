namespace Likewise.Server;

/// <summary>How far a load has come: everything before this is stored, or refused and said.</summary>
/// <param name="Bytes">Of the input.</param>
/// <param name="Lines">Of the input.</param>
/// <param name="Stored">Lines that were stored.</param>
/// <param name="Failed">Lines that were not.</param>
public readonly record struct LoadPosition(long Bytes, int Lines, long Stored, long Failed);
