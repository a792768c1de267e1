using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>An address of this server's own, with what its callers need.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Pattern">The address.</param>
/// <param name="Role">Which role its callers need.</param>
/// <param name="Handle">What answers.</param>
internal sealed record CacheRoute(string Method, string Pattern, AccessRole Role, RequestDelegate Handle);
