namespace Likewise.Server;

internal static partial class SettingsTable
{
    private static Setting[] ServerLoad() =>
    [
        new Setting<int>(
            "server.connectionsMax", SettingKinds.Integer, s => s.Server.ConnectionsMax, (s, v) => s.Server.ConnectionsMax = v)
        {
            Description = "Connections open at once; one more is closed at once.",
            Range = "at least 1", Holds = v => v >= 1,
        },
        new Setting<int>(
            "server.requestsMax", SettingKinds.Integer, s => s.Server.RequestsMax, (s, v) => s.Server.RequestsMax = v)
        {
            Description = "Requests served at once, those that wait for a model included.",
            Range = "at least 1", Holds = v => v >= 1,
        },
        new Setting<int>("server.queueMax", SettingKinds.Integer, s => s.Server.QueueMax, (s, v) => s.Server.QueueMax = v)
        {
            Description = "Requests that wait for one of those places; one more gets 503 at once.",
            Range = "at least 0", Holds = v => v >= 0,
        },
        new Setting<TimeSpan>(
            "server.queueTimeout", SettingKinds.Duration, s => s.Server.QueueTimeout, (s, v) => s.Server.QueueTimeout = v)
        {
            Description = "How long a request waits for one of those places before it gets 503.",
            Range = "1ms to 1d", Holds = WithinOneDay,
        },
        new Setting<TimeSpan>(
            "server.drainDelay", SettingKinds.Duration, s => s.Server.DrainDelay, (s, v) => s.Server.DrainDelay = v)
        {
            Description = "How long the server goes on serving once told to stop, for balancers to see it at `/health/ready`.",
            Range = "0s to 1h", Holds = WithinOneHour,
        },
        new Setting<TimeSpan>(
            "server.drainTimeout", SettingKinds.Duration, s => s.Server.DrainTimeout, (s, v) => s.Server.DrainTimeout = v)
        {
            Description = "How long it then waits for the requests under way; what remains is cut off.",
            Range = "0s to 1h", Holds = WithinOneHour,
        },
    ];

    private static Setting[] ServerClients() =>
    [
        new Setting<int>(
            "server.headerBytesMax", SettingKinds.SmallSize, s => s.Server.HeaderBytesMax, (s, v) => s.Server.HeaderBytesMax = v)
        {
            Description = "Largest headers of a request, all together; larger ones get 431.",
            Range = "1KiB to 1MiB", Holds = v => v is >= 1 << 10 and <= 1 << 20,
        },
        new Setting<int>(
            "server.headersMax", SettingKinds.Integer, s => s.Server.HeadersMax, (s, v) => s.Server.HeadersMax = v)
        {
            Description = "Headers of a request; more get 431.",
            Range = "8 to 1000", Holds = v => v is >= 8 and <= 1_000,
        },
        new Setting<TimeSpan>(
            "server.headersTimeout", SettingKinds.Duration, s => s.Server.HeadersTimeout, (s, v) => s.Server.HeadersTimeout = v)
        {
            Description = "How long a client may take to send the headers of a request.",
            Range = "1s to 1d", Holds = WithinASecondAndOneDay,
        },
        new Setting<TimeSpan>(
            "server.idleTimeout", SettingKinds.Duration, s => s.Server.IdleTimeout, (s, v) => s.Server.IdleTimeout = v)
        {
            Description = "How long a connection may stand idle between two requests.",
            Range = "1s to 1d", Holds = WithinASecondAndOneDay,
        },
        new Setting<long>(
            "server.bytesPerSecondMin", SettingKinds.Size,
            s => s.Server.BytesPerSecondMin, (s, v) => s.Server.BytesPerSecondMin = v)
        {
            Description = "How fast a client must send a body and read an answer; a slower one is cut off.",
            Range = "1 to 1GiB", Holds = v => v is >= 1 and <= 1 << 30,
        },
        new Setting<TimeSpan>(
            "server.slowTimeout", SettingKinds.Duration, s => s.Server.SlowTimeout, (s, v) => s.Server.SlowTimeout = v)
        {
            Description = "How long a client may be slower than that.",
            Range = "2s to 1d", Holds = v => v >= TimeSpan.FromSeconds(2) && WithinOneDay(v),
        },
    ];

    private static bool WithinASecondAndOneDay(TimeSpan value) => value >= TimeSpan.FromSeconds(1) && WithinOneDay(value);

    private static bool WithinOneHour(TimeSpan value) => value >= TimeSpan.Zero && value <= TimeSpan.FromHours(1);
}
