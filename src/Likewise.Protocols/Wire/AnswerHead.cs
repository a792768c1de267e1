namespace Likewise.Protocols;

/// <summary>What an answer that is written anew says of itself.</summary>
/// <param name="Id">A name that no other answer has; each protocol puts its own prefix before it.</param>
/// <param name="Created">When it is said to have been made; whole seconds are written.</param>
public readonly record struct AnswerHead(string Id, DateTimeOffset Created);
