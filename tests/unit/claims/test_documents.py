"""Letters as files: the Korean is really there, and really drawn."""

from io import BytesIO

import pytest
from docx import Document
from PIL import Image, ImageChops
from pypdfium2 import PdfDocument

from bot.claims.book import Claims
from bot.claims.letters.compose import compose_letter, letter_text
from bot.claims.letters.docx import letter_docx
from bot.claims.letters.pdf import letter_pdf
from bot.claims.letters.template import Block, BlockKind, LetterKind
from bot.claims.model import Case
from tests.unit.claims.conftest import TODAY

Letter = tuple[Block, ...]


@pytest.fixture(scope="module")
def letter(claims: Claims, mobile: Case) -> Letter:
    return compose_letter(LetterKind.COMPLAINT, mobile, claims, TODAY)


def page_image(content: bytes, index: int = 0) -> Image.Image:
    document = PdfDocument(content)
    try:
        image: Image.Image = document[index].render(scale=2).to_pil().convert("L")
        return image
    finally:
        document.close()


def pdf_words(content: bytes) -> str:
    document = PdfDocument(content)
    try:
        pages = [
            document[index].get_textpage().get_text_bounded() for index in range(len(document))
        ]
    finally:
        document.close()
    return "".join("".join(pages).split())


def line(text: str) -> bytes:
    return letter_pdf((Block(BlockKind.PARAGRAPH, text),))


def ink(content: bytes) -> int:
    return sum(page_image(content).histogram()[:128])


def test_the_word_file_holds_the_letters_lines_in_a_korean_font(letter: Letter) -> None:
    document = Document(BytesIO(letter_docx(letter)))
    assert [paragraph.text for paragraph in document.paragraphs] == [block.text for block in letter]
    fonts = document.styles["Normal"].element.rPr.rFonts
    assert "맑은 고딕" in fonts.values()


def test_the_pdf_holds_the_letters_text(letter: Letter) -> None:
    words = pdf_words(letter_pdf(letter))
    for block in letter:
        assert "".join(block.text.split()) in words


def test_the_page_is_really_drawn(letter: Letter) -> None:
    image = page_image(letter_pdf(letter))
    dark = sum(image.histogram()[:128])
    assert 0.005 < dark / (image.width * image.height) < 0.2


def test_syllables_are_drawn_as_themselves_and_not_as_boxes() -> None:
    images = [page_image(line(syllable * 20)) for syllable in "가뷁힣원"]
    for index, image in enumerate(images):
        for other in images[index + 1 :]:
            assert ImageChops.difference(image, other).getbbox() is not None


@pytest.mark.parametrize(("less", "more"), [("그", "뷁"), ("이", "쀓")])
def test_syllables_with_more_strokes_take_more_ink(less: str, more: str) -> None:
    assert ink(line(less * 20)) < ink(line(more * 20))


def test_what_the_font_cannot_draw_is_left_out() -> None:
    assert pdf_words(line("먹통😡이었어요")) == "먹통이었어요"


def test_a_long_letter_goes_on_over_the_page(letter: Letter) -> None:
    document = PdfDocument(letter_pdf(letter * 3))
    assert len(document) > 1
    document.close()


def test_the_text_can_be_copied_as_it_is(letter: Letter) -> None:
    text = letter_text(letter)
    assert text.startswith("SK텔레콤 SKT 이동전화 이용자 피해에 관한 요청서\n\n- 받는 곳")
    assert "\n\n\n" not in text
