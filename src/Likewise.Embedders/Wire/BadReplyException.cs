namespace Likewise.Embedders;

/// <summary>A reply is not what was asked for.</summary>
/// <param name="what">What is wrong with it, to follow "the reply:".</param>
internal sealed class BadReplyException(string what) : Exception(what);
