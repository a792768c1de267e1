namespace Likewise.Tests.Decisions;

public sealed class PoleGuardTests
{
    private readonly PoleGuard _polarity = new("polarity", MarkKind.Polarity);
    private readonly PoleGuard _quantity = new("quantity", MarkKind.Quantity);
    private readonly PoleGuard _classes = new("classes", MarkKind.Member, isOnlyDifference: true);

    [Theory]
    [InlineData("Is it time to buy gold?", "Is it time to sell gold?", "buy", "sell")]
    [InlineData("I bought gold", "Selling gold", "bought", "Selling")]
    [InlineData("How do I enable pop-ups?", "How do I disable pop-ups?", "enable", "disable")]
    [InlineData("Turn the kitchen lights on", "Turn off the kitchen lights", "Turn the kitchen lights on", "Turn off")]
    [InlineData("What raises blood sugar?", "What reduces blood sugar?", "raises", "reduces")]
    [InlineData("The worst beaches of Crete", "The best beaches of Crete", "worst", "best")]
    [InlineData("What if rates go up?", "What if rates go down?", "go up", "go down")]
    [InlineData("Should you not buy it?", "Should you not sell it?", "buy", "sell")]
    [InlineData("Wie kann ich Gold kaufen?", "Wie kann ich Gold verkaufen?", "kaufen", "verkaufen")]
    [InlineData("Comment acheter de l'or ?", "Comment vendre de l'or ?", "acheter", "vendre")]
    [InlineData("¿Cómo puedo comprar oro?", "¿Cómo puedo vender oro?", "comprar", "vender")]
    [InlineData("Como posso comprar ouro?", "Como posso vender ouro?", "comprar", "vender")]
    [InlineData("Come posso comprare oro?", "Come posso vendere oro?", "comprare", "vendere")]
    public void Opposites_are_rejected(string asked, string stored, string askedWords, string storedWords) =>
        _polarity.Rejects(asked, stored, askedWords, storedWords);

    [Theory]
    [InlineData("Should I buy or sell gold?", "Should I sell gold?")]
    [InlineData("How do I increase traffic?", "How do I grow traffic?")]
    [InlineData("Is this plant not safe?", "Is this plant dangerous?")]
    [InlineData("Are trains faster than cars?", "Are cars slower than trains?")]
    [InlineData("How old is the church?", "How new is the church?")]
    [InlineData("Run `enable` twice", "Run `disable` twice")]
    [InlineData("Warum ist es nicht sicher?", "Warum ist es gefährlich?")]
    public void Both_sides_at_once_and_denied_opposites_pass(string asked, string stored) => _polarity.Passes(asked, stored);

    [Theory]
    [InlineData("Are all birds able to fly?", "Are some birds able to fly?", "all", "some")]
    [InlineData("Who was the first to arrive?", "Who was the last to arrive?", "first", "last")]
    [InlineData("I need at least four chairs", "I need at most four chairs", "at least", "at most")]
    [InlineData("The country with the most lakes", "The country with the fewest lakes", "most", "fewest")]
    [InlineData("Wer kam als erster an?", "Wer kam als letzter an?", "erster", "letzter")]
    public void Other_quantities_are_rejected(string asked, string stored, string askedWords, string storedWords) =>
        _quantity.Rejects(asked, stored, askedWords, storedWords);

    [Theory]
    [InlineData("Name all the lakes", "Name every lake")]
    [InlineData("Why did I pay more than once?", "Why did I pay twice?")]
    [InlineData("The first and the last song", "The last song")]
    public void The_same_quantity_passes(string asked, string stored) => _quantity.Passes(asked, stored);

    [Theory]
    [InlineData("Is Ann a nurse?", "Is Ann a baker?", "nurse", "baker")]
    [InlineData("How do I paint a red wall?", "How do I paint a grey wall?", "red", "grey")]
    [InlineData("Why does my left knee ache?", "Why does my left elbow ache?", "knee", "elbow")]
    public void Another_of_the_same_class_is_rejected(string asked, string stored, string askedWords, string storedWords) =>
        _classes.Rejects(asked, stored, askedWords, storedWords);

    [Theory]
    [InlineData("Is Ann a doctor?", "Is Ann a physician?")]
    [InlineData("Is Ann a nurse or a baker?", "Is Ann a baker or a nurse?")]
    [InlineData("Who paints a red wall?", "How can grey walls be built?")]
    [InlineData("Does my dog bite?", "Does my puppy bite?")]
    public void Another_name_passes_and_another_subject(string asked, string stored) => _classes.Passes(asked, stored);
}
