namespace Likewise.Server;

internal static partial class SettingsTable
{
    private static Setting[] CacheSharing() =>
    [
        new Setting<Visibility>(
            "cache.visibility", SettingKinds.Visibility, s => s.Cache.Visibility, (s, v) => s.Cache.Visibility = v)
        {
            Description = "Who may be given an answer at most: who got it of the model, everybody of the tenant, or everybody. "
                + "A request may narrow it.",
        },
        new Setting<int>(
            "cache.confirmationsMin", SettingKinds.Integer,
            s => s.Cache.ConfirmationsMin, (s, v) => s.Cache.ConfirmationsMin = v)
        {
            Description = "How many who ask must have got an answer of the model before it is given to one who has not; 1: "
                + "nothing is asked.",
            Range = "1 to 16", Holds = v => v is >= 1 and <= PrincipalSet.CountMax,
        },
        new Setting<IReadOnlyList<RequestField>?>(
            "cache.contextFields", SettingKinds.RequestFields, s => s.Context.Fields, (s, v) => s.Context.Fields = v)
        {
            Description = "What must match exactly although no model is sent it, and where it stands: `header:X-Persona`, "
                + "`body:metadata.conversation_id`, `key`; another name goes before it: `locale=header:Accept-Language`.",
            Range = "each name once", Holds = fields => fields?.DistinctBy(field => field.Name).Count() == fields?.Count,
        },
        new Setting<RequestField?>(
            "cache.principal", SettingKinds.RequestField, s => s.Context.Principal, (s, v) => s.Context.Principal = v)
        {
            Description = "Where a request says who asks, as set by a gateway that is trusted: `header:X-User-Id`, `body:user` "
                + "or `key`; not set, the caller's key or token says so.",
        },
        Count(
            "cache.contextFieldsMax", 0, s => s.Cache.ContextFieldsMax, (s, v) => s.Cache.ContextFieldsMax = v,
            "How many fields the context of a request has that is cached."),
        Count(
            "cache.contextCharsMax", 1, s => s.Cache.ContextCharsMax, (s, v) => s.Cache.ContextCharsMax = v,
            "Longest name or value of such a field, and longest name of who asks, in UTF-16 characters."),
    ];
}
