using System.Text.Json.Serialization;

namespace Likewise;

/// <summary>One part of an answer, in no protocol's terms. Closed: the kinds are those below.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(TextPart), "text")]
[JsonDerivedType(typeof(ReasoningPart), "reasoning")]
[JsonDerivedType(typeof(RefusalPart), "refusal")]
[JsonDerivedType(typeof(ToolCallPart), "tool_call")]
public abstract record RecordedPart
{
    private protected RecordedPart()
    {
    }
}
