"""The network: hashed embeddings of each token's forms, flags beside them, a window over the neighbours, tags."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc
from thinc.api import (
    HashEmbed,
    Linear,
    Maxout,
    Model,
    Softmax_v2,
    chain,
    concatenate,
    expand_window,
    list2ragged,
    ragged2list,
    residual,
    with_array,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Network = Model[Any, Any]


def build(network: Mapping[str, Any], flags: int, tags: int) -> Network:
    """Documents to one row of `tags` probabilities a token; `network` is the table of that name in `recipe.toml`."""
    sizes = enumerate(zip(network["rows"], network["widths"], strict=True))
    embedded: list[Network] = [
        HashEmbed(nO=width, nV=rows, column=column, seed=column + 1) for column, (rows, width) in sizes
    ]
    told: Network = chain(_given("ids"), list2ragged(), with_array(concatenate(*embedded)))
    near: Network = chain(_given("flags"), list2ragged(), with_array(Linear(nO=network["flags"], nI=flags)))
    width, pieces = network["width"], network["pieces"]
    inputs = sum(network["widths"]) + network["flags"]
    mixed: Network = with_array(Maxout(nO=width, nI=inputs, nP=pieces, normalize=True, dropout=0.0))
    layers = [_neighbours(width, window, pieces) for window in network["windows"]]
    around: Network = with_array(chain(*layers), pad=max(network["windows"]))
    out: Network = with_array(Softmax_v2(nO=tags, nI=width))
    return chain(concatenate(told, near), mixed, around, out, ragged2list())


def weights_of(network: Network) -> dict[str, NDArray[np.float32]]:
    """The weights by layer, number of the layer among those of its kind, and part: `maxout-0-W`."""
    weights: dict[str, NDArray[np.float32]] = {}
    before: Counter[str] = Counter()
    for node in network.walk():
        for part in node.param_names:
            weights[f"{node.name}-{before[node.name]}-{part}"] = node.get_param(part)  # type: ignore[assignment]
        before[node.name] += 1
    return weights


def _neighbours(width: int, window: int, pieces: int) -> Network:
    mixed = Maxout(nO=width, nI=width * (2 * window + 1), nP=pieces, normalize=True, dropout=0.0)
    return residual(chain(expand_window(window_size=window), mixed))


def _given(name: str) -> Network:
    """What a document was given as `user_data[name]`."""

    def forward(
        model: Model[Any, Any], docs: list[Doc], is_train: bool
    ) -> tuple[list[Any], Callable[[Any], list[Doc]]]:
        del model, is_train
        return [doc.user_data[name] for doc in docs], lambda _: []

    return Model(f"given_{name}", forward)
