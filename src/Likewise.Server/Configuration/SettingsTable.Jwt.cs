namespace Likewise.Server;

internal static partial class SettingsTable
{
    private static Setting[] Jwt() =>
    [
        new Setting<string?>("jwt.keys", SettingKinds.Text, s => s.Jwt.Keys, (s, v) => s.Jwt.Keys = v)
        {
            Description = "Keys of tokens: a JWKS or PEM file, or the https address of a JWKS; not set, none are taken.",
        },
        new Setting<string?>("jwt.issuer", SettingKinds.Text, s => s.Jwt.Issuer, (s, v) => s.Jwt.Issuer = v)
        {
            Description = "Who must have issued a token (`iss`).",
        },
        new Setting<string?>("jwt.audience", SettingKinds.Text, s => s.Jwt.Audience, (s, v) => s.Jwt.Audience = v)
        {
            Description = "Whom a token must be for (`aud`).",
        },
        new Setting<TimeSpan>("jwt.clockSkew", SettingKinds.Duration, s => s.Jwt.ClockSkew, (s, v) => s.Jwt.ClockSkew = v)
        {
            Description = "How far the issuer's clock may differ.",
            Range = "0s to 10m", Holds = v => v >= TimeSpan.Zero && v <= TimeSpan.FromMinutes(10),
        },
        new Setting<string>("jwt.roleClaim", SettingKinds.RequiredText, s => s.Jwt.RoleClaim, (s, v) => s.Jwt.RoleClaim = v)
        {
            Description = "Claim with the roles: a list, or a text with spaces between them.",
        },
        new Setting<string>("jwt.rolePrefix", SettingKinds.RequiredText, s => s.Jwt.RolePrefix, (s, v) => s.Jwt.RolePrefix = v)
        {
            Description = "What stands before `use`, `observe` and `manage` in that claim; other values are passed over.",
        },
        new Setting<string?>("jwt.tenantClaim", SettingKinds.Text, s => s.Jwt.TenantClaim, (s, v) => s.Jwt.TenantClaim = v)
        {
            Description = "Claim with the tenant; tokens without it are then refused. Not set, tokens have no tenant.",
        },
        new Setting<TimeSpan>("jwt.refresh", SettingKinds.Duration, s => s.Jwt.Refresh, (s, v) => s.Jwt.Refresh = v)
        {
            Description = "How long keys that were fetched are used before they are fetched again.",
            Range = "1m to 1d", Holds = v => v >= TimeSpan.FromMinutes(1) && v <= TimeSpan.FromDays(1),
        },
    ];
}
