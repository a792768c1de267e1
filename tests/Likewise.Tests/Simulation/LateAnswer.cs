namespace Likewise.Tests.Simulation;

/// <summary>An answer that the model is still giving.</summary>
internal sealed record LateAnswer(SemanticCache Cache, StoreTicket Ticket, PromptRequest Request, string Topic)
{
    /// <summary>All of its tenant's was invalidated meanwhile.</summary>
    public bool IsTooLate { get; set; }
}
