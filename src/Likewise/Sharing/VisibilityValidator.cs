namespace Likewise;

/// <summary>Finds what is wrong with the options that say who is given what.</summary>
internal static class VisibilityValidator
{
    public static IEnumerable<string> FaultsOf(SemanticCacheOptions options)
    {
        if (!Enum.IsDefined(options.Visibility))
            yield return $"Visibility is {(int)options.Visibility}: there is none such.";
        if (options.ConfirmationsMin is < 1 or > PrincipalSet.CountMax)
            yield return $"ConfirmationsMin is {options.ConfirmationsMin}: it must be from 1 to {PrincipalSet.CountMax}.";
        if (options.ContextFieldsMax < 0)
            yield return $"ContextFieldsMax is {options.ContextFieldsMax}: it cannot be negative.";
    }
}
