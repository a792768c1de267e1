using System.Globalization;

namespace Likewise.Benchmarks.Server;

/// <summary>Questions of about a dozen tokens, each another. <c>bench/server/semantic.lua</c> asks the same.</summary>
internal static class Questions
{
    public static string Number(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"How can I reset my password, case {number}?");
}
