namespace Likewise.Tests.Simulation;

/// <summary>What the simulation knows of an entry that was acknowledged.</summary>
internal sealed record KnownEntry(
    EntryId Id, string Tenant, string Topic, string Prompt, string Answer, string Tag, EntrySource Source,
    DateTimeOffset EndsAt)
{
    /// <summary>It must not answer in this process any more.</summary>
    public bool IsGone { get; set; }

    /// <summary>Nor after a restart: its going was acknowledged for good.</summary>
    public bool IsGoneForGood { get; set; }
}
