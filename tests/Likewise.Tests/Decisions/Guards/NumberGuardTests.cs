namespace Likewise.Tests.Decisions;

public sealed class NumberGuardTests
{
    private readonly NumberGuard _guard = new();

    [Theory]
    [InlineData("Cook 10 eggs", "Cook 12 eggs", "10", "12")]
    [InlineData("Cook ten eggs", "Cook 12 eggs", "ten", "12")]
    [InlineData("Who was the third king?", "Who was the 4th king?", "third", "4th")]
    [InlineData("Convert 1,500 to euros", "Convert 1.500 to euros", "1,500", "1.500")]
    [InlineData("A loan of 3 million", "A loan of three thousand", "3 million", "three thousand")]
    [InlineData("Is it twenty five or thirty?", "Is it twenty six or thirty?", "twenty five", "twenty six")]
    [InlineData("Wie koche ich einundzwanzig Eier?", "Wie koche ich zwölf Eier?", "einundzwanzig", "zwölf")]
    [InlineData("Comment cuire quatre-vingt-dix", "Comment cuire quatre-vingts", "quatre-vingt-dix", "quatre-vingts")]
    [InlineData("¿Cómo cocer treinta y dos huevos?", "¿Cómo cocer treinta huevos?", "treinta y dos", "treinta")]
    [InlineData("Convert $5 to yen", "Convert 5 euros to yen", "$5", "5 euros")]
    [InlineData("Run 10 km a day", "Run 10 miles a day", "10 km", "10 miles")]
    [InlineData("What is 20% of 80?", "What is 30 percent of 80?", "20%", "30 percent")]
    [InlineData("Sleep 5-6 hours", "Sleep between 7 and 8 hours", "5", "7")]
    [InlineData("Events of 1914", "Events of 1939", "1914", "1939")]
    public void Other_numbers_are_rejected(string asked, string stored, string askedWords, string storedWords) =>
        _guard.Rejects(asked, stored, askedWords, storedWords);

    [Theory]
    [InlineData("Cook 10 eggs", "How to cook ten eggs")]
    [InlineData("One hundred and five miles", "105 miles")]
    [InlineData("2.5 million people", "2,500,000 people")]
    [InlineData("the 3rd of them", "the third of them")]
    [InlineData("10k users", "10,000 users")]
    [InlineData("Is 5 dollars enough?", "Is $5 enough?")]
    [InlineData("a 10km run", "a run of 10 kilometres")]
    [InlineData("Sleep 5-6 hours", "Sleep from 5 to 6 hours")]
    [InlineData("Boil it 10 minutes", "Boil it 10")]
    [InlineData("Divide 6 by 3", "What is 3 into 6?")]
    [InlineData("Which one is best?", "Which is the best?")]
    [InlineData("The top 5 books", "The top books")]
    [InlineData("1.500 Euro sind wie viel?", "Wie viel sind 1500 Euro?")]
    [InlineData("", "7")]
    public void The_same_numbers_pass_and_one_that_only_one_side_has(string asked, string stored) => _guard.Passes(asked, stored);
}
