"""Text becomes messages that Telegram accepts, whatever the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.markup import Paragraph, Span, clean, plain, shorten, to_messages, units
from tests.flow.strictness import utf16, visible

texts = st.text(min_size=0, max_size=300)
spans = st.builds(
    Span, texts, st.booleans(), st.booleans(), st.sampled_from([None, "https://a.kr"])
)
paragraphs = st.builds(
    Paragraph,
    st.lists(st.lists(spans, min_size=1, max_size=3).map(tuple), min_size=1, max_size=4).map(tuple),
    st.booleans(),
)


@given(st.lists(paragraphs, max_size=5), st.integers(20, 400))
def test_every_message_is_well_formed_and_short_enough(
    written: list[Paragraph], limit: int
) -> None:
    for message in to_messages(written, limit):
        assert visible(message).strip()
        assert utf16(visible(message)) <= limit


@given(st.text(alphabet="가나 <>&\"'😀", max_size=500))
def test_splitting_loses_nothing_but_spaces(text: str) -> None:
    said = "".join(visible(message) for message in to_messages([plain(text)], 50))
    assert "".join(said.split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("가나다", 3, "가나다"),
        ("가나다라", 3, "가나…"),
        ("😀😀", 4, "😀😀"),
        ("😀😀", 3, "😀…"),
        ("가 나다라", 3, "가…"),
    ],
)
def test_shorten_counts_as_telegram_does(text: str, limit: int, short: str) -> None:
    assert shorten(text, limit) == short
    assert units(shorten(text, limit)) <= limit


def test_markup_from_outside_stays_text() -> None:
    assert to_messages([plain("<b>1 & 2</b>")]) == ["&lt;b&gt;1 &amp; 2&lt;/b&gt;"]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "http://a.kr", "tg://user?id=1", ""])
def test_only_https_is_linked(link: str) -> None:
    assert to_messages([Paragraph(((Span("글", link=link),),))]) == ["글"]


def test_a_quote_in_a_link_cannot_end_it() -> None:
    [message] = to_messages([Paragraph(((Span("글", link='https://a.kr/"onclick="x'),),))])
    assert message == '<a href="https://a.kr/&quot;onclick=&quot;x">글</a>'


def test_a_folded_paragraph_is_folded_in_every_message_it_reaches() -> None:
    lines = tuple((Span("가" * 30),) for _ in range(4))
    messages = to_messages([Paragraph(lines, folded=True)], limit=70)
    assert len(messages) == 2
    assert all(message.startswith("<blockquote expandable>") for message in messages)


@pytest.mark.parametrize("text", ["\x00가", "가\u202e", "\ud800가", "가\x1b"])
def test_what_cannot_be_shown_is_dropped(text: str) -> None:
    assert clean(text) == "가"


def test_nothing_to_say_is_no_message() -> None:
    assert to_messages([plain(""), plain("  \n ")]) == []
