"""A BERT classifier of pairs in numpy, in double precision, from the published architecture (Devlin et al., 2019).

    python3 pair_reference.py DIRECTORY ID,ID,... SECOND

prints the logits of the ids given, those from SECOND on being of the second token type. The numbers in CrossEncoderTests are
made by it, of the weights that SyntheticModel writes.
"""
import json
import sys

import numpy as np


def read(path):
    with open(path, "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        data = file.read()
    return {
        name: np.frombuffer(data[slice(*entry["data_offsets"])], dtype="<f4").reshape(entry["shape"]).astype(np.float64)
        for name, entry in header.items() if name != "__metadata__"}


def distribution(x):
    """The normal distribution, by Simpson's rule over the density."""
    steps = np.linspace(0, 1, 4001)
    weights = np.ones(4001)
    weights[1:-1:2], weights[2:-1:2] = 4, 2
    density = np.exp(-0.5 * (x[..., None] * steps) ** 2) / np.sqrt(2 * np.pi)
    return 0.5 + x * (density @ weights) / (3 * 4000)


def logits(directory, ids, second):
    weights = read(directory + "/model.safetensors")
    with open(directory + "/config.json") as file:
        config = json.load(file)
    weights = {name.removeprefix("bert."): value for name, value in weights.items()}

    def dense(x, name):
        return x @ weights[name + ".weight"].T + weights[name + ".bias"]

    def norm(x, name):
        centred = x - x.mean(-1, keepdims=True)
        scale = np.sqrt((centred ** 2).mean(-1, keepdims=True) + config["layer_norm_eps"])
        return centred / scale * weights[name + ".weight"] + weights[name + ".bias"]

    types = (np.arange(len(ids)) >= second).astype(int)
    x = norm(
        weights["embeddings.word_embeddings.weight"][ids]
        + weights["embeddings.position_embeddings.weight"][: len(ids)]
        + weights["embeddings.token_type_embeddings.weight"][types], "embeddings.LayerNorm")
    heads = config["num_attention_heads"]
    for layer in range(config["num_hidden_layers"]):
        name = f"encoder.layer.{layer}."

        def split(part):
            return dense(x, name + "attention.self." + part).reshape(len(ids), heads, -1).swapaxes(0, 1)

        q, k, v = split("query"), split("key"), split("value")
        scores = q @ k.swapaxes(1, 2) / np.sqrt(q.shape[-1])
        shares = np.exp(scores - scores.max(-1, keepdims=True))
        mixed = (shares / shares.sum(-1, keepdims=True) @ v).swapaxes(0, 1).reshape(len(ids), -1)
        x = norm(x + dense(mixed, name + "attention.output.dense"), name + "attention.output.LayerNorm")
        inner = dense(x, name + "intermediate.dense")
        x = norm(x + dense(inner * distribution(inner), name + "output.dense"), name + "output.LayerNorm")
    return dense(np.tanh(dense(x[0], "pooler.dense")), "classifier")


if __name__ == "__main__":
    print(*(f"{value:.9f}" for value in logits(sys.argv[1], [int(i) for i in sys.argv[2].split(",")], int(sys.argv[3]))))
