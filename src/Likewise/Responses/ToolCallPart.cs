namespace Likewise;

/// <summary>A tool that the model wants called.</summary>
/// <param name="Id">The call's name, to which the result refers.</param>
/// <param name="Name">The tool's name.</param>
/// <param name="Arguments">Its arguments, as the JSON text that the model wrote.</param>
public sealed record ToolCallPart(string Id, string Name, string Arguments) : RecordedPart;
