using System.Collections.Frozen;

namespace Likewise;

/// <summary>
/// Words that nearly every sentence has one of (articles, pronouns, prepositions, auxiliaries, question words) of the languages
/// in Latin script that are told apart.
/// </summary>
internal static class FunctionWords
{
    private static readonly (string Language, string Words)[] Lists =
    [
        ("en",
            """
            the a an is are was were be been do does did have has had will would can could should may might must
            what which who how why when where of to in on at for with from by about and or but not i you he she it
            we they my your his her its our their this that these those there if then than as please me us am im
            """),
        ("de",
            """
            der die das den dem des ein eine einen einem einer eines ist sind war waren sein wird werden wurde hat
            haben hatte kann können könnte soll sollte muss darf was welche welcher welches wer wie warum wann wo
            wohin von zu zum zur im in am an auf für mit aus bei über und oder aber nicht kein keine ich du er sie
            es wir ihr mein meine dein sich bitte mir mich dich
            """),
        ("fr",
            """
            le la les un une des du de est sont était être été ai as a avons avez ont peut pouvez puis dois doit
            faut que quel quelle quels qui comment pourquoi quand où au aux en dans sur pour avec par et ou mais ne
            pas je tu il elle nous vous ils mon ma mes votre ce cette ces se moi si plus qu
            """),
        ("es",
            """
            el la los las un una unos unas es son era ser está están estoy he ha han hay puede puedo pueden debe
            debo que qué cual cuál quien quién cómo como por porqué cuándo cuando dónde donde de del a al en con
            para sin sobre y o pero no yo tú él ella nosotros mi mis tu su sus este esta estos me se lo le si más
            """),
        ("pt",
            """
            o a os as um uma uns umas é são era ser está estão estou tem têm há pode posso podem deve devo que qual
            quais quem como por porque quando onde de do da dos das ao à em no na nos nas com para sem sobre e ou
            mas não eu você ele ela nós meu minha seu sua este esta isso me se lhe mais
            """),
        ("it",
            """
            il lo la i gli le un uno una è sono era essere sta stanno ho hai ha abbiamo hanno può posso possono deve
            devo che cosa quale quali chi come perché quando dove di del della dei delle a al alla in nel nella con
            per senza su sul sulla da dal e o ma non io tu lui lei noi mio mia tuo suo sua questo questa mi si ci
            più
            """),
    ];

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> ByWord = Lists
        .SelectMany((list, language) => list.Words.Split([' ', '\n']).Select(word => (word, bit: 1 << language)))
        .GroupBy(pair => pair.word)
        .ToFrozenDictionary(group => group.Key, group => group.Sum(pair => pair.bit))
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The languages, by their ISO 639-1 codes.</summary>
    public static IReadOnlyList<string> Languages { get; } = [.. Lists.Select(list => list.Language)];

    /// <summary>The languages that a word is of: bit n stands for the n-th of <see cref="Languages"/>; 0 for none.</summary>
    /// <param name="word">In lower case.</param>
    public static int LanguagesOf(ReadOnlySpan<char> word) => ByWord.TryGetValue(word, out var languages) ? languages : 0;
}
