using System.Text.Json.Serialization;

namespace Likewise;

/// <summary>What a group's cut comes from.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BoundStanding>))]
public enum BoundStanding
{
    /// <summary>From what was shipped, or was given as calibration.</summary>
    Calibration,

    /// <summary>From the evidence of all groups together.</summary>
    AllGroups,

    /// <summary>From the group's own evidence.</summary>
    Own,

    /// <summary>There is none: nothing is served by meaning until the evidence carries a cut.</summary>
    Closed,
}
