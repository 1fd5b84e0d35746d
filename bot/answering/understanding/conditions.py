"""Paid or free, announced or not, gross negligence or not, force majeure or not."""

import re

from bot.answering.understanding.text import any_of

_FREE = any_of(
    r"(?<!수수료 )(?<!수수료)무료(?!로?\s?(?:상담|전화|통화|조정|신청|해지|쿠폰|이모티콘|패키지"
    r"|이용권|교체|열|공개|체험|개방|취소|연장|나갈|나가|끊|영화|맞))",
    r"공짜(?!로?\s?(?:해지|나갈|나가|끊|영화|이모티콘|쿠폰|준|줬|봐주))", r"꽁짜",
    r"돈\s?(?:을\s?)?안\s?내",
    r"돈\s?안\s?(?:주고|들)", r"\bfree\b(?!\s?of\s?charge\s?cancel)",
    r"\bunpaid\b",
)  # fmt: skip
_PAID = any_of(
    r"유료", r"구독", r"프리미엄", r"프미", r"월정액", r"정기\s?결제", r"정기권", r"이용권",
    r"돈\s?(?:을\s?)?(?:내고|주고|내는)",
    r"결제(?:하고|해서)\s?(?:쓰|보|듣)", r"현질", r"아이템(?:을|도)?\s?(?:샀|사서|산|구매|결제)",
    r"(?:gpt|지피티|피티)[\s-]?(?:4\S{0,3}\s)?(?:플러스|프로|plus|pro)\b",
    r"(?:쿠키|캐시|이용권)\S{0,2}\s?(?:샀|사서|구매|결제)", r"원\s?(?:을|주고)?\s?(?:결제|냈)",
    r"멤버십", r"멤버쉽", r"요금제",
    r"(?<!got )(?<!get )(?<!were )(?<!be )(?<!who )(?<!who was )\bpaid\b"
    r"(?! (?:out|back|for|to|me|us))",
    r"\bpremium\b", r"\bsubscri",
    r"\bpaying\b",
)  # fmt: skip
_NOT_FREE = re.compile(r"무료(?:가|는)?\s?아니|공짜(?:가|는)?\s?아니|not free")
_NOT_PAID = re.compile(
    r"유료(?:가|는)?\s?아니|구독(?:은|을)?\s?안|not paid|비구독|미구독|not a subscriber"
)
_ON_TRIAL = re.compile(
    r"무료\s?체험\S{0,2}\s?(?:중|기간(?!\S{0,2}\s?(?:끝|지나|뒤|후)))"
    r"|첫\s?(?:달|달은)\s?무료|(?:on|in|during) (?:a|the|my|our) free trial"
)
_UNANNOUNCED = any_of(
    r"(?<!보상 )(?<!보상)(?:예고|공지|사전\s?(?:고지|안내|공지)|안내|(?<!할 )말)(?:도"
    r"|조차)?\s?(?:한마디\s?)?(?:없이|없었|안\s?하고|안\s?했|못\s?받)",
    r"(?:아무|미리)\s?(?:말|안내|공지|예고|얘기)?도?\s?(?:없이|없었|안\s?(?:알|해|했))",
    r"(?:갑자기|느닷없이).{0,12}(?:먹통|끊|꺼|안\s?(?:됐|돼|되|됨|열|떠)|멈|튕|다운|뻗|중단|접속)",
    r"무단\s?중단", r"예고\s?없", r"unannounced", r"without (?:any )?(?:prior )?notice",
    r"no (?:prior )?notice",
    r"out of nowhere", r"suddenly",
    r"\b(?:no|zero|(?:without|w/o)(?: any)?) (?:\w+ ){0,2}(?:warning|announcement|heads[\s-]?up)",
    r"\b(?:no|zero|w/o) (?:\w+ ){0,2}(?:notice|message|sms|text)\b",
    r"\b(?:nobody|no one|noone|never|did ?n[o']?t|did not) (?:\w+ ){0,2}"
    r"(?:warn(?:ed)?|inform(?:ed)?|told|tell|notif(?:y|ied)|announced?)\b",
    r"said nothing", r"nothing (?:\w+ ){0,2}(?:announced|said|posted)", r"(?:told|posted) nothing",
    r"\b(?:never|nobody|no one|no-one) (?:\w+ ){0,2}(?:said|sent|text(?:ed)?|gave)\b",
    r"notice: none", r"(?:사전|미리|예고|공지|안내)[가-힣\s?,]{0,14}(?:없(?!으면|었다면)|못\s?받)",
    r"(?:공지|안내|예고)(?:도)?\s?하나\s?(?:도\s?)?없",
    r"안내\s?문자(?:도)?\s?(?:하나\s?(?:도\s?)?)?없", r"사전\s?통보\s?(?:x\b|없|안|못)",
    r"공지(?:도)?\s?없(?!었다면)",
)  # fmt: skip
_ANNOUNCED = any_of(
    r"점검\s?(?:공지|예고|안내)", r"정기\s?점검", r"예고(?:된|했|하고)",
    r"사전\s?(?:고지|공지|예고)(?:된|했|하고|를\s?했|를\s?받)",
    r"미리\s?(?:공지|알려\s?(?:줬|준|주고|주었)|예고|안내)",
    r"공지(?:된|하고|함|했대|했다고\s?(?:해|하)|했는데|했어요(?!\?)|해\s?놓|는\s?(?:했|있었|떴))",
    r"(?:scheduled|planned|announced|routine) (?:maintenance|downtime|outage)",
    r"announced in advance", r"\bthey did (?:announce|send (?:a )?notice|tell|warn)",
    r"\b(?:announced|notified|informed us|told us|told me|warned us|texted (?:me|us)"
    r"|sent (?:an? )?(?:sms|notice|text|message|e?mail)|posted(?! nothing))\b(?: \w+){0,6}"
    r" (?:before|ahead|beforehand|in advance|earlier)\b",
    r"work scheduled", r"maintenance (?:\w+ ){0,6}announced",
    r"\b(?:text(?:ed)?|notice|sms|message)\b(?: \w+){0,8}"
    r" (?:there'?d be|there (?:would|will) be|for work)",
    r"(?:점검|작업|공사|유지\s?보수|교체)[가-힣\d\s~:]{0,30}(?:공지|문자|안내문|공고|알림|예고|떠\s?있)"
    r"(?![가-힣]{0,3}\s?(?:도\s?)?(?:없|안\s?[왔했]|못))",
    r"there would be maintenance", r"it was announced\b|told us about it|planned works?",
    r"점검\s?(?:한다고|이라고|이라|이란)\s?(?:미리\s?)?(?:공지|문자|안내|예고)",
)  # fmt: skip
_NO_NEGLIGENCE = re.compile(
    r"(?:중과실|중대한\s?과실|고의)(?:이|가|은|는|도)?\s?(?:아니|아닌|없)"
    r"|no gross negligence|not gross"
)
_NEGLIGENCE = any_of(
    r"중과실", r"중대한\s?과실", r"(?<![가-힣])고의(?!성)(?=로|적|나|·|,|\s|가|에|였|인|$)",
    r"gross(?:ly)? negligen",
    r"deliberate", r"intentional",
)  # fmt: skip
_NO_FORCE_MAJEURE = re.compile(
    r"(?:천재지변|자연\s?재해|불가항력)(?:이|가|은|는|도)?\s?(?:아니|아닌|없)"
    r"|(?:not|no|without) (?:an? )?(?:force majeure|natural disaster|act of god)"
)
_FORCE_MAJEURE = any_of(
    r"천재지변", r"불가항력", r"자연\s?재해", r"태풍", r"(?<![가-힣])지진(?!\s?(?:알림|문자|앱))",
    r"홍수", r"폭우", r"집중\s?호우", r"장마(?!감)", r"벼락(?!치기|\s?거지)", r"낙뢰",
    r"번개(?!장터|페이|톡|처럼|같|도\s?안)", r"폭설", r"산불", r"눈\s?폭탄", r"풍랑", r"강풍",
    r"돌풍", r"폭풍", r"force majeure", r"natural disaster", r"act of god", r"\btyphoon",
    r"\bearthquake", r"\bflood(?:s|ed|ing)?\b(?! of)", r"\blightning\b(?! fast)",
    r"\bwildfire", r"snow ?storm", r"(?:heavy|said|the) snow\b", r"(?:strong|high) winds?\b",
    r"\bstorm\b", r"heavy rains?\b",
)  # fmt: skip


def find_paid(text: str) -> bool | None:
    """Return whether the text says the service costs money; None when silent or on both.

    Nothing is paid for a free trial, whatever the service costs after it.
    """
    if _NOT_FREE.search(text):
        return True
    if _NOT_PAID.search(text) or _ON_TRIAL.search(text):
        return False
    return _one_of(_PAID, _FREE, text)


def find_announced(text: str) -> bool | None:
    """Return whether the interruption was announced; None when not said."""
    if _UNANNOUNCED.search(text):
        return False
    return True if _ANNOUNCED.search(text) else None


def find_gross_negligence(text: str) -> bool | None:
    """Return whether the text says intent or gross negligence; None when not said."""
    if _NO_NEGLIGENCE.search(text):
        return False
    return True if _NEGLIGENCE.search(text) else None


def find_force_majeure(text: str) -> bool | None:
    """Return whether the text blames a natural disaster or the like; None when not said."""
    if _NO_FORCE_MAJEURE.search(text):
        return False
    return True if _FORCE_MAJEURE.search(text) else None


def _one_of(yes: re.Pattern[str], no: re.Pattern[str], text: str) -> bool | None:
    said_yes, said_no = bool(yes.search(text)), bool(no.search(text))
    return said_yes if said_yes != said_no else None
