namespace Likewise.Tests.Simulation;

/// <summary>An answer that the model is still giving.</summary>
/// <param name="Takings">How much had been taken away when it was asked for.</param>
internal sealed record LateAnswer(SemanticCache Cache, StoreTicket Ticket, PromptRequest Request, string Topic, int Takings);
