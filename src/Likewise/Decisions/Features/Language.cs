namespace Likewise;

/// <summary>The languages that there are word lists for.</summary>
internal enum Language : byte
{
    /// <summary>Any other, or too few words to tell: the guards that need a language's words read English.</summary>
    Unknown,
    English,
    German,
    French,
    Spanish,
    Portuguese,
    Italian,
}
