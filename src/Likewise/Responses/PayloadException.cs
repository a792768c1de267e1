namespace Likewise;

/// <summary>Sealed bytes are no answer. Never reaches a caller: it becomes a reason.</summary>
internal sealed class PayloadException(PayloadFault fault, Exception? inner = null)
    : Exception($"The stored answer was refused: {fault}.", inner)
{
    public PayloadFault Fault { get; } = fault;
}
