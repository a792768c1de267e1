namespace Likewise.Server;

/// <summary>What embeds prompts.</summary>
public enum ModelKind
{
    /// <summary>The encoder of this process: Likewise's own, or another of a directory.</summary>
    Builtin,

    /// <summary>A service with OpenAI's embeddings: OpenAI itself, vLLM, LM Studio, Together, Voyage and others.</summary>
    OpenAI,

    /// <summary>A deployment of Azure OpenAI.</summary>
    AzureOpenAI,

    /// <summary>Ollama.</summary>
    Ollama,

    /// <summary>Cohere.</summary>
    Cohere,

    /// <summary>A Hugging Face inference endpoint, or text-embeddings-inference.</summary>
    HuggingFace,
}
