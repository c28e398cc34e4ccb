"""Made-up juries whose true qualities are known."""

from dataclasses import dataclass

import numpy as np

from app.ranking.arrays import Bools, Floats

SIGMA = 0.6  # points: what chance adds to one score


@dataclass(frozen=True)
class World:
    """How a made-up round is judged.

    shape: nominations and jurors. design: who scores what. spread: standard deviation of true
    quality in σ. lam: λ, infinite where all are equally strict. step: scores are rounded to it
    and kept within 1 to 6; 0 leaves them as they are. readers: jurors a nomination if sparse;
    sheets missing, each of another nomination, if recused.
    """

    shape: tuple[int, int]
    design: str
    spread: float = 0.8
    lam: float = 3.0
    step: float = 0.0
    readers: int = 4

    def seen(self, rng: np.random.Generator) -> Bools:
        """Draw who scores what, (nominations, jurors)."""
        nominations, jurors = self.shape
        if self.design == "complete":
            return np.ones(self.shape, dtype=bool)
        if self.design == "gappy":
            out = rng.random(self.shape) > 0.2
        elif self.design == "recused":
            out = np.ones(self.shape, dtype=bool)
            from_these = rng.permutation(nominations)[: self.readers]
            out[from_these, rng.integers(jurors, size=self.readers)] = False
            return out
        elif self.design == "sparse":
            out = rng.permuted(np.tile(np.arange(jurors) < self.readers, (nominations, 1)), axis=1)
        else:  # disconnected: two juries, each for its half
            halves = np.arange(nominations)[:, None] % 2 == np.arange(jurors)[None, :] % 2
            out = halves & (rng.random(self.shape) > 0.1)
        out[np.arange(nominations), rng.integers(jurors, size=nominations)] |= ~out.any(axis=1)
        return out

    def draw(self, rng: np.random.Generator) -> tuple[Floats, Floats]:
        """Draw true qualities (nominations,) and scores (nominations, jurors, 1)."""
        nominations, jurors = self.shape
        quality = rng.normal(3.5, self.spread * SIGMA, nominations)
        severity = rng.normal(0, SIGMA / np.sqrt(self.lam), jurors)
        scores = quality[:, None] + severity + rng.normal(0, SIGMA, self.shape)
        if self.step:
            scores = np.clip(np.round(scores / self.step) * self.step, 1, 6)
        scores[~self.seen(rng)] = np.nan
        return quality, scores[:, :, None]
