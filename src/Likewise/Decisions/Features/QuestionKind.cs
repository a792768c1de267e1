using System.Diagnostics;

namespace Likewise;

/// <summary>What a question asks for.</summary>
internal enum QuestionKind : byte
{
    None,
    Who,
    When,
    Where,
    Why,
    HowMany,
    HowMuch,
    HowLong,
    HowOften,
    HowOld,
    HowFar,

    /// <summary>In what way it is so: how did he.</summary>
    How,

    /// <summary>What to do: how to, how do I.</summary>
    HowTo,

    /// <summary>Yes or no.</summary>
    Whether,
}

/// <summary>How the tables name the kinds.</summary>
internal static class QuestionKinds
{
    public static QuestionKind Parse(string meaning) => meaning switch
    {
        "who" => QuestionKind.Who,
        "when" => QuestionKind.When,
        "where" => QuestionKind.Where,
        "why" => QuestionKind.Why,
        "how many" => QuestionKind.HowMany,
        "how much" => QuestionKind.HowMuch,
        "how long" => QuestionKind.HowLong,
        "how often" => QuestionKind.HowOften,
        "how old" => QuestionKind.HowOld,
        "how far" => QuestionKind.HowFar,
        "how" => QuestionKind.How,
        "how to" => QuestionKind.HowTo,
        "whether" => QuestionKind.Whether,
        "none" => QuestionKind.None,
        _ => throw new UnreachableException(meaning),
    };
}
