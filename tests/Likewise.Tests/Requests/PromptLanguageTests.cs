namespace Likewise.Tests.Requests;

public class PromptLanguageTests
{
    [Theory]
    [InlineData("How do I reset my password?", "en")]
    [InlineData("Wie setze ich mein Passwort zurück?", "de")]
    [InlineData("Comment puis-je réinitialiser mon mot de passe ?", "fr")]
    [InlineData("¿Cómo puedo restablecer mi contraseña?", "es")]
    [InlineData("Como posso redefinir a minha senha?", "pt")]
    [InlineData("Come posso reimpostare la mia password?", "it")]
    [InlineData("パスワードを再設定するには", "ja")]
    [InlineData("如何重置我的密码", "zh")]
    [InlineData("비밀번호를 재설정하는 방법", "ko")]
    [InlineData("Как сбросить пароль?", "ru")]
    [InlineData("كيف أعيد تعيين كلمة المرور", "ar")]
    [InlineData("Πώς αλλάζω τον κωδικό μου;", "el")]
    [InlineData("explain 密码 please", "en")]
    [InlineData("password reset", "und")]
    [InlineData("", "und")]
    [InlineData("42 + 17", "und")]
    public void A_language_is_told_or_nothing_is_said(string prompt, string expected) =>
        Assert.Equal(expected, PromptLanguage.Of(prompt));

    [Fact]
    public void Telling_allocates_nothing()
    {
        PromptLanguage.Of("Wie setze ich mein Passwort zurück?");
        var before = GC.GetAllocatedBytesForCurrentThread();
        PromptLanguage.Of("How do I reset my password, and what if I have forgotten the address that it was made for?");
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
