namespace Likewise;

/// <summary>
/// What a lookup was about, of labelled data: an entry is right for it that was stored after a lookup of the same label.
/// </summary>
/// <param name="Lookup">The lookup's <see cref="LoggedLookup.Number"/>.</param>
/// <param name="Label">The first eight bytes of the SHA-256 of the label.</param>
public sealed record LoggedLabel(long Lookup, ulong Label) : LoggedRecord;
