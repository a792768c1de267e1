namespace Likewise;

/// <summary>Something that is wrong in a store.</summary>
/// <param name="Kind">What.</param>
/// <param name="Id">Which entry; null where it is none, or its id is lost too.</param>
/// <param name="Detail">In words, for people; holds neither prompt nor answer.</param>
public sealed record StoreFinding(StoreFindingKind Kind, EntryId? Id, string Detail);
