namespace Likewise;

/// <summary>Where two prompts say something different, so that one's answer is wrong for the other.</summary>
/// <param name="Asked">The words of the prompt asked; empty where it has none that answer those of the other.</param>
/// <param name="Stored">The words of the prompt answered before; empty likewise.</param>
internal readonly record struct Objection(TextSpan Asked, TextSpan Stored)
{
    /// <summary>The same with the prompts exchanged.</summary>
    public Objection Mirrored => new(Stored, Asked);

    /// <summary>The objection for people; made only where it is shown or kept.</summary>
    public string ToText(string asked, string stored) =>
        $"asked {Quote(asked, Asked)}, stored {Quote(stored, Stored)}";

    private static string Quote(string text, TextSpan span) => span.IsEmpty ? "nothing such" : $"\"{span.Of(text)}\"";
}
