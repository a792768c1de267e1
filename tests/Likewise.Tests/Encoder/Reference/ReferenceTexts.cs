using System.Text;

namespace Likewise.Tests.Encoder.Reference;

/// <summary>The texts whose ids and vectors are recorded: written for this, or made from a seed.</summary>
internal static class ReferenceTexts
{
    public static IReadOnlyList<string> All { get; } = [.. Questions, .. Oddities, .. Scripts, .. Code, .. Long(), .. Made()];

    private static string[] Questions =>
    [
        "How do I get a refund for a train ticket?", "Can I still return my ticket and have the money back?",
        "Which trains go to Lisbon on Sunday?", "which trains go to lisbon on sunday",
        "WHICH TRAINS GO TO LISBON ON SUNDAY?", "My parcel has not arrived.", "Where is my package?",
        "The parcel arrived, but the box was empty.", "How long does an egg need to boil?",
        "how many minutes to hard-boil an egg", "Is it safe to eat raw eggs?", "Turn the heating on.",
        "Turn the heating off.", "Set the heating to 21 degrees.", "Set the heating to 12 degrees.",
        "What is the boiling point of water at 2,000 m?", "What is the freezing point of water?",
        "Who wrote the first computer program?", "When was the first computer program written?",
        "Explain recursion to a ten-year-old.", "Explain iteration to a ten-year-old.", "Write a haiku about rust.",
        "Translate 'good morning' into Portuguese.", "Translate 'good night' into Portuguese.",
        "Summarise the following letter in two sentences.", "Give me three names for a bakery in Ghent.",
        "What does HTTP status 418 mean?", "What does HTTP status 429 mean?", "Why is the sky blue?", "Why is the sea blue?",
        "How many calories are in a banana?", "Are bananas radioactive?", "What is 17 times 23?", "What is 23 times 17?",
        "Is Pluto a planet?", "Isn't Pluto a planet?", "Should I take ibuprofen before or after a meal?",
        "Should I take paracetamol before or after a meal?", "How do I delete my account?", "How do I create an account?",
        "I cannot log in since the update.", "Since the update I can log in again.", "How far is the Moon?",
        "How far is Mars?", "Reset my router", "reset  my\trouter\n", "Please, could you reset my router?",
        "Cheapest way to send money abroad", "What are the side effects of coffee?", "Does tea keep you awake?",
        "Find a synonym of 'likewise'.", "List the prime numbers below 50.", "Convert 5 miles to kilometres",
        "Convert 5 kilometres to miles", "What time is it in Tokyo when it is noon in Oslo?", "Do cats dream?",
        "Do dogs dream?", "Best soil for tomatoes?", "How deep should I plant garlic?", "Can I prune roses in winter?",
        "Draft an e-mail asking for a day off.", "Draft an e-mail refusing a day off.",
        "What is the capital of Burkina Faso?", "What is the population of Ouagadougou?",
    ];

    private static string[] Oddities =>
    [
        "", " ", "\t\r\n", "a", "I", "?", "...", "!!!???", "-", "--", "'", "\"\"", "()", "[CLS]", "[SEP] [MASK]",
        "[UNK] [PAD]", "##ing", "# #ing", "\0", "a\0b", "\u0001\u0002\u0003", "bell\u0007bell",
        "form\ffeed and vertical\vtab", "next\u0085line", "soft\u00ADhyphen", "zero\u200Bwidth\u200Djoiner\u200C",
        "\uFEFFmark of byte order", "no\u00A0break\u202Fspaces", "\u2028lines\u2029paragraphs", "\uFFFD\uFFFD",
        "private \uE000 use", "noncharacters \uFFFE \uFFFF \uFDD0", "right\u202Eto left\u202C", "e\u0301 = é",
        "a\u0300\u0301\u0302\u0303\u0304 stacked", "\u0301 alone", "I\u0307stanbul İstanbul", "STRASSE straße ẞ", "ΣΊΣΥΦΟΣ",
        "ﬁnd the ﬂy", "½ cup, ² and ①", "\u2126 \u212B \u212A", "\u037E \u1FEF ≠ ≮ \u2000", "a/b\\c|d~e^f`g_h", "3.14159",
        "1,000,000.00", "2026-11-21T08:00:00Z", "+31 6 1234 5678", "someone@example.org",
        "https://example.org/a/b?c=d&e=%20#f", "C:\\Users\\me\\file.txt", "$5 €5 £5 ¥5", "x² + y² = z²", "∀x∈ℝ: x² ≥ 0",
        "“quoted” ‘single’ «guillemets»", "en–dash em—dash minus−sign", "camelCaseIdentifier snake_case_identifier",
        "antidisestablishmentarianism", "supercalifragilisticexpialidocious!", new string('a', 100), new string('a', 101),
        new string('z', 3_000), new string('!', 400),
    ];

    private static string[] Scripts =>
    [
        "東京は今日も雨ですか。", "明天上海会下雨吗？", "明天 Shanghai 会下雨吗?", "コーヒーを二つください", "ひらがなとカタカナと漢字", "오늘 날씨가 어때요?", "가각간 힣", "一二三四五",
        "𠀀𠀁 𪜀", "\uF900\uFA0E", "Какая сегодня погода?", "Йогурт и ёлка", "Πόσο κάνει το εισιτήριο;", "כמה עולה כרטיס?",
        "ש\u05C1\u05B8לו\u05B9ם", "كم تبعد القمر؟", "ا\u064Eل\u0652ع\u064Eر\u064Eب\u0650ي\u0651\u064Eة",
        "कल मौसम कैसा रहेगा?", "বাংলা ভাষা", "தமிழ்", "สวัสดีครับ", "Chào buổi sáng, bạn khỏe không?", "Zażółć gęślą jaźń",
        "Příliš žluťoučký kůň", "Ærøskøbing þórður łódź", "Türkçe ışık İŞ", "Ἀρχιμήδης ὐπο", "გამარჯობა ᲒᲐ", "ᏣᎳᎩ ꭰ", "ሀለሐ",
        "Ｆｕｌｌ Ｗｉｄｔｈ １２３", "ｶﾞｷﾞ", "😀", "🚀 to the 🌕", "👍🏽 thanks 🙏🏿",
        "👨\u200D👩\u200D👧\u200D👦 family dinner ideas", "🇧🇪 🇳🇱",
        "❤\uFE0F ☕\uFE0F 1\uFE0F\u20E3", "𝕝𝕠𝕠𝕜 𝓁𝒾𝓀𝑒", "𝄞 in C major", "🫠\uD83E\uDEE8",
    ];

    private static string[] Code =>
    [
        "for (var i = 0; i < n; i++) sum += a[i];", "SELECT name, COUNT(*) FROM users WHERE age >= 18 GROUP BY name;",
        "git rebase -i HEAD~3", "git reset --hard HEAD~3",
        "public static async Task<int> Main(string[] args) => await RunAsync(args);",
        "{\"model\": \"small\", \"temperature\": 0.0, \"stop\": [\"\\n\"]}",
        "<p class=\"note\">Hello &amp; <b>welcome</b></p>",
        "Traceback (most recent call last):\n  File \"x.py\", line 3, in <module>\nZeroDivisionError: division by zero",
        "NullReferenceException at Program.Main()", "s/^[ \\t]*#.*$//g", "curl -s localhost:8080/health | jq .status",
        "def f(x):\n\treturn x if x < 2 else f(x - 1) + f(x - 2)\n", "λx.λy.x y", "#include <stdio.h>",
        "0x1F 0b1010 1e-9 1_000",
    ];

    /// <summary>Texts around the limit of 256 tokens and far beyond it.</summary>
    private static IEnumerable<string> Long()
    {
        const string Sentence = "The ferry leaves at seven, calls at three islands, and is back before the market closes. ";
        foreach (var words in new[] { 200, 253, 254, 255, 256, 600 })
            yield return string.Join(' ', Enumerable.Repeat("water", words));
        foreach (var times in new[] { 5, 13, 40, 400 })
            yield return string.Concat(Enumerable.Repeat(Sentence, times));
        yield return string.Concat(Enumerable.Repeat(Sentence, 12)) + new string('q', 120) + " " + Sentence;
    }

    /// <summary>
    /// Characters of every block drawn from a fixed seed: nothing that a person would ask, everything that may come.
    /// </summary>
    private static IEnumerable<string> Made()
    {
        var random = new Random(20_261_121);
        for (var i = 0; i < 40; i++)
        {
            var text = new StringBuilder();
            var top = (i % 4) switch { 0 => 0x80, 1 => 0x800, 2 => 0x1_0000, _ => 0x3_0000 };
            for (var length = random.Next(1, 60); length > 0; length--)
            {
                if (Rune.TryCreate(random.Next(top), out var character)) text.Append(character);
            }
            yield return text.ToString();
        }
    }
}
