using System.Text;

namespace Likewise;

/// <summary>Puts an answer together from its pieces. Not thread-safe.</summary>
public sealed class ResponseAssembler
{
    private readonly SortedDictionary<int, Choice> _choices = [];
    private string _model = "";
    private TokenUsage _usage;

    /// <summary>Adds a piece.</summary>
    public void Add(ResponseDelta delta)
    {
        ArgumentNullException.ThrowIfNull(delta);
        switch (delta)
        {
            case ModelDelta model:
                _model = model.Model;
                break;
            case TextDelta text:
                ChoiceAt(text.Choice).Open<TextDraft>().Text.Append(text.Text);
                break;
            case RefusalDelta refusal:
                ChoiceAt(refusal.Choice).Open<RefusalDraft>().Text.Append(refusal.Text);
                break;
            case ReasoningDelta reasoning:
                ChoiceAt(reasoning.Choice).Add(reasoning);
                break;
            case ToolCallDelta call:
                ChoiceAt(call.Choice).Add(call);
                break;
            case FinishDelta finish:
                ChoiceAt(finish.Choice).End(finish);
                break;
            case UsageDelta usage:
                _usage = usage.Usage;
                break;
        }
    }

    /// <summary>The answer as far as it has come. One that did not say why it ended was interrupted.</summary>
    public RecordedResponse ToResponse() => new()
    {
        Choices = [.. _choices.Values.Select(choice => choice.ToRecorded())],
        Model = _model,
        Usage = _usage,
    };

    private Choice ChoiceAt(int index)
    {
        if (!_choices.TryGetValue(index, out var choice))
            _choices.Add(index, choice = new Choice());
        return choice;
    }

    private sealed class Choice
    {
        private readonly List<Draft> _parts = [];
        private FinishReason _finish = FinishReason.Interrupted;
        private string? _stopSequence;

        public void End(FinishDelta finish) => (_finish, _stopSequence) = (finish.Finish, finish.StopSequence);

        /// <summary>The part that is being written, if it is of this kind, or else a new one.</summary>
        public TDraft Open<TDraft>()
            where TDraft : Draft, new()
        {
            if (_parts.Count > 0 && _parts[^1] is TDraft { IsClosed: false } open)
                return open;

            var draft = new TDraft();
            _parts.Add(draft);
            return draft;
        }

        public void Add(ReasoningDelta reasoning)
        {
            var draft = Open<ReasoningDraft>();
            draft.Text.Append(reasoning.Text);
            draft.Signature = reasoning.Signature ?? draft.Signature;
        }

        /// <summary>Calls may be written by turns: the number says which one goes on.</summary>
        public void Add(ToolCallDelta call)
        {
            var draft = _parts.OfType<ToolCallDraft>().FirstOrDefault(part => part.Call == call.Call);
            if (draft is null)
                _parts.Add(draft = new ToolCallDraft { Call = call.Call });
            (draft.Id, draft.Name) = (call.Id ?? draft.Id, call.Name ?? draft.Name);
            draft.Text.Append(call.Arguments);
        }

        /// <summary>A model that stops with a refusal has refused, whatever its protocol calls the end.</summary>
        public RecordedChoice ToRecorded()
        {
            var parts = _parts.ConvertAll(draft => draft.ToPart());
            var refused = _finish == FinishReason.Stop && parts.Exists(part => part is RefusalPart);
            return new RecordedChoice(parts, refused ? FinishReason.Refusal : _finish) { StopSequence = _stopSequence };
        }
    }

    private abstract class Draft
    {
        public StringBuilder Text { get; } = new();

        /// <summary>Whether what comes next of the same kind is a part of its own.</summary>
        public virtual bool IsClosed => false;

        public abstract RecordedPart ToPart();
    }

    private sealed class TextDraft : Draft
    {
        public override RecordedPart ToPart() => new TextPart(Text.ToString());
    }

    private sealed class RefusalDraft : Draft
    {
        public override RecordedPart ToPart() => new RefusalPart(Text.ToString());
    }

    private sealed class ReasoningDraft : Draft
    {
        public string? Signature { get; set; }

        public override bool IsClosed => Signature is not null; // A signature ends the thought that it proves.

        public override RecordedPart ToPart() => new ReasoningPart(Text.ToString(), Signature);
    }

    private sealed class ToolCallDraft : Draft
    {
        public required int Call { get; init; }

        public string Id { get; set; } = "";

        public string Name { get; set; } = "";

        public override RecordedPart ToPart() => new ToolCallPart(Id, Name, Text.ToString());
    }
}
