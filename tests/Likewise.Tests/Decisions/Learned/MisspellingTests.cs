namespace Likewise.Tests.Decisions.Learned;

public class MisspellingTests
{
    [Theory]
    [InlineData("coronavirus", "coronavrius")]
    [InlineData("recieve", "Receive")]
    [InlineData("acount", "account")]
    [InlineData("definately", "definitely")]
    [InlineData("password", "pasword")]
    public void A_slip_of_the_keyboard_is_the_same_word(string one, string other)
    {
        Assert.True(Misspelling.Is(one, other));
        Assert.True(Misspelling.Is(other, one));
    }

    [Theory]
    [InlineData("cat", "car")]
    [InlineData("Iowa", "Ohio")]
    [InlineData("increase", "decrease")]
    [InlineData("Austria", "Australia")]
    [InlineData("a", "averyverylongwordindeedthatnobodyeverwrites")]
    public void Another_word_is_not(string one, string other)
    {
        Assert.False(Misspelling.Is(one, other));
        Assert.False(Misspelling.Is(other, one));
    }
}
