"""The kind of service, from words like 와이파이 or 셋톱 where no product was named."""

import re
from collections.abc import Iterable, Mapping

from bot.answering.understanding.names import Target
from knowledge.schema import Category, Provider, Service

_WORDS: tuple[tuple[Category, re.Pattern[str]], ...] = tuple(
    (category, re.compile(words))
    for category, words in (
        (Category.PHONE,
            r"집\s?전화|유선\s?전화|인터넷\s?전화|일반전화|가게\s?전화|(?<!\d)070(?!\d)|landline"
            r"|home phone"),
        (Category.ELEARNING,
            r"인강|인터넷\s?강의|온라인\s?강의|이러닝|e-?learning|online (?:course|class"
            r"|lecture)"),
        (Category.BANK, r"은행|뱅킹|이체|\bbank"),
        (Category.BROKERAGE,
            r"증권|주식|(?<![a-z])[hm]ts(?![a-z])|brokerage|stock (?:app|trading)|\bbroker\b"),
        (Category.CRYPTO, r"코인|가상\s?자산|암호\s?화폐|비트코인|crypto|coin exchange|bitcoin"),
        (Category.GAME, r"게임|겜|\bgam(?:e|es|ing)\b"),
        (Category.WEBTOON, r"웹툰|웹소설|만화\s?앱|webtoon"),
        (Category.MUSIC, r"음악|노래|음원|뮤직|\bmusic\b"),
        (Category.IPTV,
            r"iptv|아이피티비|아이피tv|셋톱|셋탑|티비|케이블(?!\s?인터넷)|유선방송(?!\s?인터넷)|위성방송"
            r"|(?<![a-z])tv(?![a-z])"
            r"|set-?top"),
        (Category.BROADBAND,
            r"인터[넷냇넨넛](?!\s?(?:뱅킹|쇼핑|전화|강의|서점|은행|신문|방송))|와이파이|와파|wi-?fi"
            r"|초고속|랜선|공유기|internet|broadband"),
        (Category.VIDEO, r"\bott|오티티|동영상|스트리밍|영화\s?앱|streaming"),
        (Category.MOBILE,
            r"휴대\s?폰|핸드\s?폰|휴대\s?전화|이동\s?(?:전화|통신)|스마트폰|폰(?!뱅|트|비)|lte"
            r"|5g|5지|유심|로밍|통화|문자(?!\s?(?:메시지\s?)?(?:가|를|로|에)?\s?(?:왔|온|옴|받|링크|눌|진짜|사기))|데이터(?!\s?센터)|전화가\s?안|mobile|cell\s?phone"
            r"|\bphone\b|\bdata plan"),
        (Category.AI, r"인공지능|챗봇|(?<![a-z])ai(?![a-z])|에이아이"),
        (Category.MESSENGER, r"메신저|메시지\s?앱|messenger|messaging"),
        (Category.PORTAL, r"포털|검색\s?엔진|\bportal\b|search engine"),
        (Category.SOCIAL, r"(?<![a-z])sns|소셜|social media"),
        (Category.CARD, r"신용\s?카드|카드사|체크\s?카드|credit card"),
        (Category.PAYMENT, r"간편\s?결제|송금|페이\s?앱|payment app"),
        (Category.DELIVERY, r"배달|음식\s?주문|delivery"),
        (Category.MOBILITY, r"택시|대리\s?(?:기사|운전)|내비|\btaxi|ride-?hailing"),
        (Category.CLOUD, r"클라우드|리전|호스팅|\bcloud\b|hosting"),
        (Category.APP_STORE, r"앱\s?마켓|인앱\s?결제|in-app"),
        (Category.GOVERNMENT, r"정부\s?(?:사이트|서비스)|관공서|주민\s?센터|민원\s?서류"),
    )
)  # fmt: skip


_HINTS = (
    (
        Category.BROADBAND,
        re.compile(
            r"[피p][시씨c]\s?방|단자함|공유기|모뎀|기가\s?(?:요금|인터넷|라이트)|전용\s?회선|기업\s?회선"
            r"|회선\s?\d\s?개|\b\d{1,4}\s?(?:giga|mega)\b|\b(?:router|modem)\b"
        ),
    ),
    (
        Category.MOBILE,
        re.compile(r"신호|요금제|기지국|무제한|번호\s?이동|\bsignal\b|\b5g\b|\blte\b"),
    ),
)
"""What points to one of a carrier's lines where none was named."""


def categories_in(text: str) -> tuple[Category, ...]:
    """Return the kinds of service a normalised text speaks of, in the order they come up."""
    places = [
        (match.start(), category) for category, words in _WORDS if (match := words.search(text))
    ]
    return tuple(category for _, category in sorted(places, key=lambda place: place[0]))


def choose_category(
    targets: Iterable[Target],
    said: tuple[Category, ...],
    providers: Mapping[str, Provider],
    text: str = "",
) -> Category | None:
    """Return the kind of service meant: that of a named product, else the one the words give.

    A provider named alone means its main service, unless it is a carrier: which of its lines was
    down must be asked where nothing in the `text` hints at it.
    """
    targets = tuple(targets)
    named = next((_service(target, providers) for target in targets if target.service), None)
    if named:
        return named.category
    if not targets:
        return said[0] if said else None
    services = providers[targets[0].provider].services
    offered = [category for category in said if any(s.category is category for s in services)]
    if offered:
        return offered[0]
    return _line_hinted_at(text) if _is_carrier(services) else services[0].category


def _line_hinted_at(text: str) -> Category | None:
    """Return the carrier's line that words like 기지국 or 피씨방 point to, or None."""
    return next((category for category, words in _HINTS if words.search(text)), None)


def service_of_category(provider: Provider, category: Category | None) -> str | None:
    """Return the provider's only service of that kind, or None."""
    fitting = [service.id for service in provider.services if service.category is category]
    return fitting[0] if len(fitting) == 1 else None


_CARRIED = frozenset({Category.MOBILE, Category.BROADBAND, Category.IPTV, Category.PHONE})


def _is_carrier(services: tuple[Service, ...]) -> bool:
    return len({service.category for service in services} & _CARRIED) > 1


def _service(target: Target, providers: Mapping[str, Provider]) -> Service:
    services = providers[target.provider].services
    return next(service for service in services if service.id == target.service)
