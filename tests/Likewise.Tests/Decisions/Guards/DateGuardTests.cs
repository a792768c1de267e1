namespace Likewise.Tests.Decisions;

public sealed class DateGuardTests
{
    private readonly DateGuard _guard = new();

    [Theory]
    [InlineData("Is it open on Monday?", "Is it open on Tuesday?", "Monday", "Tuesday")]
    [InlineData("Remind me on May 5", "Remind me on the 6th of May", "5", "6th")]
    [InlineData("Flights in march", "Flights in April", "march", "April")]
    [InlineData("Call me at 9 am", "Call me at 9 p.m.", "9 am", "9 p.m.")]
    [InlineData("Wake me at 6:30", "Wake me at six o'clock", "6:30", "six o'clock")]
    [InlineData("Will it rain today?", "Will it rain tomorrow?", "today", "tomorrow")]
    [InlineData("Who won last week?", "Who won this week?", "last week", "this week")]
    [InlineData("Book a table", "Book a table for Friday", "", "Friday")]
    [InlineData("Wie wird das Wetter morgen?", "Wie wird das Wetter übermorgen?", "morgen", "übermorgen")]
    [InlineData("Quel temps fera-t-il lundi ?", "Quel temps fera-t-il mardi ?", "lundi", "mardi")]
    [InlineData("¿Qué pasó ayer?", "¿Qué pasó hoy?", "ayer", "hoy")]
    [InlineData("O que acontece em janeiro?", "O que acontece em março?", "janeiro", "março")]
    [InlineData("Che cosa succede la mattina?", "Che cosa succede la sera?", "mattina", "sera")]
    public void Another_day_or_time_is_rejected(string asked, string stored, string askedWords, string storedWords) =>
        _guard.Rejects(asked, stored, askedWords, storedWords);

    [Theory]
    [InlineData("Meet at 17:00", "Meet at 5 pm")]
    [InlineData("Call me on May 5", "Call me on the 5th of May")]
    [InlineData("Is it open on Mondays?", "Is it open on a monday")]
    [InlineData("May I march there?", "Can I walk there?")]
    [InlineData("What happened today?", "What happened?")]
    [InlineData("I am 5 today", "Am I five")]
    [InlineData("It rained on Monday and Tuesday", "It rained Tuesday and Monday")]
    public void The_same_day_passes_and_what_goes_without_saying(string asked, string stored) => _guard.Passes(asked, stored);
}
