"""Which messages are looked at as passed on, and which are the user's own questions."""

import pytest

from bot.telegram.scam import offered
from tests.flow.stage import real_claims


@pytest.mark.parametrize(
    ("text", "forwarded", "looked_at"),
    [
        ("[Web발신] 피해보상금 신청하세요", False, True),
        ("[SKT] 유심 교체 안내 https://skt-usim.example", False, True),
        ("보상금 받으세요 bit.ly/abc 로그인 필요", False, True),
        ("https://pay.example/1", False, True),
        ("https://pay.example/1 이거요", False, True),
        ("환불 안내드립니다", True, True),
        ("환불 안내드립니다", False, False),
        ("카톡 2시간 먹통이었는데 보상되나요", True, False),
        ("카드번호 유출됐는데 환불 되나요", False, False),
        ("오늘까지 환불되나요", False, False),
        ("netflix.com 안 되는데 환불돼요?", False, False),
        ("끊겼어요.KT인데 환불돼요?", False, False),
        ("https://news.example/1 이 기사에 나온 KT 장애는 누가 책임지나요?", False, False),
        ("", False, False),
    ],
)
def test_looked_at(text: str, forwarded: bool, looked_at: bool) -> None:
    assert (offered(text, real_claims().shield, forwarded=forwarded) is not None) is looked_at
