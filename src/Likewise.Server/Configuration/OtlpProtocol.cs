namespace Likewise.Server;

/// <summary>How a collector is spoken to.</summary>
public enum OtlpProtocol
{
    /// <summary>Protobuf over gRPC.</summary>
    Grpc,

    /// <summary>Protobuf over HTTP.</summary>
    Http,
}
