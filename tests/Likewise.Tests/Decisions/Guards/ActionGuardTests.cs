namespace Likewise.Tests.Decisions;

public sealed class ActionGuardTests
{
    private readonly ActionGuard _guard = new();

    [Theory]
    [InlineData("Add this to my running playlist", "Add this to my cooking playlist", "running", "cooking")]
    [InlineData("Book a table", "Please book a table for two", "", "two")]
    [InlineData("Show me direct flights to Oslo", "Show me the flights to Oslo", "direct", "")]
    [InlineData("I need a train to Oslo on Monday", "I need a train to Oslo", "Monday", "")]
    [InlineData("Find a room with a view", "Find a room", "view", "")]
    [InlineData("Can you call my uncle?", "Can you email my uncle?", "call", "email")]
    [InlineData("is there a flight to oslo before 5 pm", "is there a flight to oslo after 5 pm", "5 pm", "5 pm")]
    [InlineData("Reserve a table for one", "Reserve a table", "one", "")]
    [InlineData("will it be sunny in oslo", "will it be sunny in turin", "oslo", "turin")]
    public void Another_thing_to_be_done_is_rejected(string asked, string stored, string askedWords, string storedWords) =>
        _guard.Rejects(asked, stored, askedWords, storedWords);

    [Theory]
    [InlineData("Book a table for two", "Could you please reserve a table for 2")]
    [InlineData("I want to cancel my order", "Help me cancel the order please")]
    [InlineData("Show me the flights to Oslo", "I would like to see all flights to Oslo")]
    [InlineData("Play some jazz", "Can you put on some jazz?")]
    [InlineData("Remind me to buy milk", "I need you to remind me to buy milk")]
    [InlineData("Search for cheap hotels in Turin", "Find inexpensive hotels in Turin")]
    [InlineData("set an alarm for 6 am", "please set an allarm for 6 am")]
    public void The_same_thing_in_other_words_passes(string asked, string stored) => _guard.Passes(asked, stored);

    [Theory]
    [InlineData("How do I book a table?", "How do I book a table for two?")]
    [InlineData("What are good books?", "What are good books for children?")]
    [InlineData("Can I freeze soup?", "Can I freeze vegetable soup?")]
    [InlineData("Tell me why the sky is blue", "Tell me why the evening sky is blue")]
    [InlineData("Why is the weather so cold in spring?", "Why is the weather so cold in early spring?")]
    [InlineData("Wie buche ich einen Tisch?", "Wie buche ich einen Tisch am Fenster?")]
    [InlineData("Buche einen Tisch", "Buche einen Tisch am Fenster")]
    public void Questions_for_an_answer_are_left_alone(string asked, string stored) => _guard.Passes(asked, stored);
}
