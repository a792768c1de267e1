namespace Likewise.Server;

/// <summary>How log lines look.</summary>
public enum LogFormat
{
    /// <summary>For people: a line of text each.</summary>
    Text,

    /// <summary>For programs: a JSON object each, on one line.</summary>
    Json,
}
