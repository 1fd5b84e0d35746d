from collections import Counter

from knowledge.encoder.examples import Split, is_held_out, load_examples
from knowledge.store import load_knowledge
from tests.evaluation.questions import load_questions


def test_no_question_of_a_held_out_fact_is_trained_or_tuned_on() -> None:
    for example in load_examples(load_knowledge()):
        if any(map(is_held_out, example.facts)):
            assert example.split is Split.REPORT


def test_no_question_is_in_two_splits() -> None:
    splits: dict[str, set[Split]] = {}
    for example in load_examples(load_knowledge()):
        splits.setdefault(example.question, set()).add(example.split)
    assert all(len(found) == 1 for found in splits.values())


def test_every_split_is_large_enough_to_mean_something() -> None:
    sizes = Counter(example.split for example in load_examples(load_knowledge()))
    assert sizes[Split.REPORT] > 1000
    assert sizes[Split.TUNE] > 500


def test_there_are_enough_off_topic_questions_of_every_kind() -> None:
    strays = load_questions(load_knowledge()).strays
    assert len(strays) >= 150
    assert min(Counter(stray.kind for stray in strays).values()) >= 20
