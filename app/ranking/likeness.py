"""How alike texts are: TF-IDF and the cosine between them, for some thousands at a time.

Words that are in every text say little, rare ones much. All pairs are looked through with the words
put into buckets, which is fast and a little wrong; what seems alike is then reckoned exactly.
"""

import math
import re
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from unicodedata import normalize

import numpy as np
import numpy.typing as npt

BUCKETS = 4096
AT_ONCE = 256
"""So many texts are compared with all others at a time: memory stays small."""
SLACK = 0.12
"""As much as buckets may hide of what two texts share."""
FEWEST_WORDS = 30
"""A text of fewer words is like others by chance."""
MOST_PAIRS = 2000
_WORD = re.compile(r"[^\W\d_]{2,}")
Vector = Mapping[str, float]


class Pair(NamedTuple):
    """Two texts by their places, and how alike they are: 1 is the same words as often."""

    first: int
    second: int
    degree: float


def words(text: str) -> list[str]:
    """Give the words of a text in one spelling: composed letters, no capitals, no figures."""
    return _WORD.findall(normalize("NFC", text).casefold())


def alike(texts: Sequence[str], least: float) -> list[Pair]:
    """Find the pairs of texts that are at least so alike, the most alike first."""
    counted = [Counter(words(text)) for text in texts]
    long = [place for place, count in enumerate(counted) if count.total() >= FEWEST_WORDS]
    vectors = _weighed([counted[place] for place in long])
    found = [
        Pair(long[first], long[second], degree)
        for first, second in _near(_hashed(vectors), least - SLACK)
        if (degree := _cosine(vectors[first], vectors[second])) >= least
    ]
    return sorted(found, key=lambda pair: (-pair.degree, pair[:2]))[:MOST_PAIRS]


def _weighed(counted: Sequence[Mapping[str, int]]) -> list[Vector]:
    """Weigh the words of each text by how often they are in it and in how few others."""
    in_texts = Counter(word for count in counted for word in count)
    rarity = {word: 1 + math.log((1 + len(counted)) / (1 + n)) for word, n in in_texts.items()}
    made: list[Vector] = []
    for count in counted:
        raw = {word: (1 + math.log(times)) * rarity[word] for word, times in count.items()}
        length = math.sqrt(sum(weight * weight for weight in raw.values()))
        made.append({word: weight / length for word, weight in raw.items()})
    return made


def _hashed(vectors: Sequence[Vector]) -> npt.NDArray[np.float32]:
    """Put words into buckets, each with a sign of its own: what meets by chance evens out."""
    table = np.zeros((len(vectors), BUCKETS), dtype=np.float32)
    known: dict[str, tuple[int, int]] = {}
    for place, vector in enumerate(vectors):
        for word, weight in vector.items():
            if word not in known:
                mark = zlib.crc32(word.encode())
                known[word] = (mark >> 1) % BUCKETS, 1 if mark & 1 else -1
            bucket, sign = known[word]
            table[place, bucket] += sign * weight
    return table


def _near(table: npt.NDArray[np.float32], least: float) -> list[tuple[int, int]]:
    """Give the pairs whose buckets are so alike, each once; of very many the most alike."""
    found: list[tuple[float, int, int]] = []
    for start in range(0, len(table), AT_ONCE):
        degrees = table[start : start + AT_ONCE] @ table[start:].T
        rows, columns = np.nonzero(np.triu(degrees, k=1) >= least)
        near = degrees[rows, columns].tolist()
        found += zip(near, (rows + start).tolist(), (columns + start).tolist(), strict=True)
        found = sorted(found, reverse=True)[: 2 * MOST_PAIRS]
    return [(first, second) for _degree, first, second in found]


def _cosine(one: Vector, other: Vector) -> float:
    fewer, more = sorted((one, other), key=len)
    return sum(weight * more[word] for word, weight in fewer.items() if word in more)
