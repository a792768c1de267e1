using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Likewise;

/// <summary>
/// Reads recordings that strangers wrote: strictly, so that what a later version or a slip put in is refused and not lost.
/// </summary>
internal static class RecordingJson
{
    private const long TokensMax = 1L << 48;

    private static readonly JsonTypeInfo<RecordedResponse> Json = (JsonTypeInfo<RecordedResponse>)
        new JsonSerializerOptions(PayloadJson.Default.Options)
        {
            AllowDuplicateProperties = false,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = false, // What has its default value is left out.
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        }.GetTypeInfo(typeof(RecordedResponse));

    /// <exception cref="FormatException">It is no recording; the message says where.</exception>
    public static RecordedResponse Read(ReadOnlySpan<byte> json)
    {
        RecordedResponse? response;
        try
        {
            response = JsonSerializer.Deserialize(json, Json);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or NotSupportedException)
        {
            var place = (broken as JsonException)?.Path is { Length: > 1 } path ? $" at '{path[2..]}'" : "";
            throw new FormatException($"The recording cannot be read{place}: see docs/formats/payload.md.", broken);
        }

        return FaultOf(response) is { } fault
            ? throw new FormatException($"The recording cannot be read: {fault}.")
            : response! with { Model = response.Model ?? "" }; // Nothing at all is a fault; what is left out is read as null.
    }

    /// <summary>What deserialization lets pass: nothing among the items, and impossible numbers.</summary>
    private static string? FaultOf(RecordedResponse? response)
    {
        if (response is null || response.Choices.Any(choice => choice?.Parts is null))
            return "a choice with parts was expected";
        if (response.Choices.Any(choice => choice.Parts.Any(part => part is null || !IsWhole(part))))
            return "a part has no text";

        return response.Usage is { InputTokens: >= 0 and <= TokensMax, OutputTokens: >= 0 and <= TokensMax }
            ? null
            : $"tokens from 0 to {TokensMax} were expected";
    }

    private static bool IsWhole(RecordedPart part) => part switch
    {
        TextPart text => text.Text is not null,
        ReasoningPart reasoning => reasoning.Text is not null,
        RefusalPart refusal => refusal.Text is not null,
        ToolCallPart call => call is { Id: not null, Name: not null, Arguments: not null },
        _ => true,
    };
}
