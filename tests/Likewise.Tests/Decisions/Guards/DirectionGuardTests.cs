namespace Likewise.Tests.Decisions;

public sealed class DirectionGuardTests
{
    private readonly DirectionGuard _guard = new();

    [Theory]
    [InlineData("Trains from Turin to Genoa", "Trains to Turin from Genoa", "Genoa", "Genoa")]
    [InlineData("How do I get to Porto?", "How do I leave from Porto?", "Porto", "Porto")]
    [InlineData("Convert litres to gallons", "Convert gallons to litres", "litres", "litres")]
    [InlineData("Translate Welsh into Dutch", "Translate Dutch into Welsh", "Dutch", "Dutch")]
    [InlineData("Should I stretch before lunch?", "Should I stretch after lunch?", "lunch", "lunch")]
    [InlineData("Do you wash rice before frying it?", "Do you fry rice before washing it?", "frying", "fry")]
    [InlineData("Why choose tea over coffee?", "Why choose coffee over tea?", "coffee", "coffee")]
    [InlineData("Was kostet ein Flug von Rom nach Wien?", "Was kostet ein Flug von Wien nach Rom?", "Wien", "Wien")]
    [InlineData("¿Qué como antes de correr?", "¿Qué como después de correr?", "correr", "correr")]
    public void The_other_way_round_is_rejected(string asked, string stored, string askedWords, string storedWords) =>
        _guard.Rejects(asked, stored, askedWords, storedWords);

    [Theory]
    [InlineData("Trains from Turin to Genoa", "Trains to Genoa from Turin")]
    [InlineData("Is it far from Turin to Genoa?", "Is it far from Genoa to Turin?")]
    [InlineData("The difference between tea and coffee", "The difference between coffee and tea")]
    [InlineData("Wash rice before frying it", "Fry rice after washing it")]
    [InlineData("Before frying rice, wash it", "Wash rice before frying it")]
    [InlineData("I want to learn chess", "What is the best way to learn chess?")]
    [InlineData("I want to unsubscribe from the list", "How do I unsubscribe to your list?")]
    [InlineData("After how long is milk sour?", "How long before milk is sour?")]
    public void The_same_way_passes(string asked, string stored) => _guard.Passes(asked, stored);
}
