"""The word pieces of the built-in encoder: byte-pair merges learnt on questions and facts."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_LAUGHTER = r"[ㄱ-ㅎㅏ-ㅣᄀ-ᇿ~!?…^;]+"
_RUNS = r"[0-9]+|[a-z]+|[가-힣]+"


def train_tokenizer(texts: Iterable[str], size: int) -> "Tokenizer":
    """Learn `size` pieces; text is lower-cased and laughter dropped before it is cut."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.BPE())
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFKC(),
            normalizers.Lowercase(),
            normalizers.Replace(Regex(_LAUGHTER), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Split(Regex(_RUNS), "isolated")]
    )
    trainer = trainers.BpeTrainer(vocab_size=size, show_progress=False)
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def cut_into_syllables(tokenizer: "Tokenizer") -> list[list[int]]:
    """Return, for each piece, the pieces of its single characters."""
    number = tokenizer.get_vocab()
    names = sorted(number, key=number.__getitem__)
    return [[number[character] for character in name] for name in names]
