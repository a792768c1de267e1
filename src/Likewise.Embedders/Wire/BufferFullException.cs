namespace Likewise.Embedders;

/// <summary>More was to be written than a buffer may hold.</summary>
internal sealed class BufferFullException(int bytesMax) : Exception($"{bytesMax} bytes or more");
