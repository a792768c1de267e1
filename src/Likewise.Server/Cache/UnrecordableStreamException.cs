namespace Likewise.Server;

/// <summary>
/// A streamed answer, passed on whole, that a recording cannot hold. Who waited for the recording asks the upstream himself.
/// </summary>
internal sealed class UnrecordableStreamException(string lost) : Exception($"the answer cannot be recorded: {lost}");
