using Microsoft.AspNetCore.Builder;

namespace Likewise.Server;

/// <summary>Stands on an endpoint: which role its callers need.</summary>
/// <param name="Role">The role.</param>
internal sealed record RoleRequirement(AccessRole Role);

internal static class RoleRequirementExtensions
{
    /// <summary>Says which role the callers of an endpoint, or of each endpoint of a group, need. The innermost counts.</summary>
    public static TBuilder RequiresRole<TBuilder>(this TBuilder builder, AccessRole role)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new RoleRequirement(role));
}
