"""The words by which a text affirms or denies something that matters to a consumer."""

import re


def _any(*patterns: str) -> str:
    return "|".join(patterns)


def _past() -> str:
    """Every syllable that ends in ㅆ, but for those of being (있) and of intending (겠)."""
    syllables = map(chr, range(ord("가"), ord("힣") + 1))
    ending = 20
    return "".join(s for s in syllables if (ord(s) - ord("가")) % 28 == ending and s not in "있겠")


PAST = f"[{_past()}]"
"""Matches the last syllable of a verb stem that tells of the past."""


TOPICS: dict[str, str] = {
    "damages": _any(r"손해배상|배상|보상", r"compensat\w*|\bdamages\b"),
    "refund": _any(r"환불|환급|반환|돌려(?= ?[받주드])", r"refund\w*|reimburse\w*"),
    "reduce": _any(r"감면|깎|차감|할인", r"credit\w*|discount\w*"),
    "extend": _any(r"연장|늘려|늘리|늘어", r"extend\w*|extension|made up"),
    "notice": _any(
        r"고지|통지|알리(?!나|페이)|알려야|알릴|알렸|공지|예고",
        r"notif\w*|\bnotice|announc(?!ed maint)\w*|\binform\w*",
    ),
    "duty": _any(
        r"의무|(?<![가-힣])해야|야 (?:해요|한다|합니다|했)",
        r"\bdut(?:y|ies)\b|obligat\w*|\bmust\b|\bha(?:s|ve) to\b",
    ),
    "liable": _any(r"책임", r"liab\w*|responsib\w*"),
    "cancel": _any(r"(?<!정)해지|해제|철회", r"cancel\w*|terminat\w*|withdraw\w*"),
    "penalty": _any(r"위약금|할인반환금", r"penalt\w*|clawback|termination fee"),
    "fine": _any(r"과태료|과징금|벌금", r"\bfine[sd]?\b|sanction\w*"),
    "criminal": _any(r"형사|처벌|고소|징역", r"criminal|prosecut\w*|prison"),
    "mediation": _any(r"조정", r"mediat\w*"),
    "court": _any(r"소송|판결|판례", r"lawsuit|\bsue[ds]?\b|\bruling|\bruled\b|precedent"),
    "binding": _any(
        r"강제|구속력|(?:반드시|꼭) (?:따라|지켜)",
        r"\bbinding\b|enforce[ad]\w*|must (?:follow|obey)",
    ),
    "either": _any(r"하나만|둘 중 하나|가운데 하나", r"\beither\b"),
    "everybody": _any(
        r"모든 (?:이용자|고객|사람|회원)|누구나|전원", r"\bevery (?:user|customer)|\ball users"
    ),
    "slight": _any(r"가벼운|경미한|경과실", r"\bslight\b|\bminor\b"),
    "always": _any(r"항상|언제나|예외 없이", r"\balways\b|without exception"),
    "void": _any(r"무효", r"\bvoid\b|\binvalid\b"),
    "distress": _any(r"위자료|정신적", r"distress|solatium"),
    "proof": _any(r"증명|입증|증빙", r"\bprov(?:e[sn]?|en|ed)\b|\bproof\b"),
    "cost": _any(r"비용|수수료", r"free of charge|\bcosts?\b"),
    "covered": _any(r"대상|적용|해당", r"\bappl(?:y|ies|ied)\b|\bcover(?:s|ed)?\b|eligible"),
    "amount": _any(r"금액", r"\bamount"),
}
"""Topics and their words; a negation near the word turns the statement around."""

TURNED: dict[tuple[str, bool], str] = {
    ("automatic", True): _any(
        r"자동|(?:신청|청구)하지 않아도|(?:신청|청구) 없이",
        r"automatic\w*|without (?:a claim|applying|claiming)",
    ),
    ("automatic", False): _any(
        r"(?:신청|청구)(?:을|를)? ?(?:해야|하셔야|하여야)|직접 (?:신청|청구)|고객이 청구"
        r"|고객의 청구",
        r"\bon (?:the customer's |your |the )?claim\b|must (?:claim|apply)"
        r"|only if you (?:claim|apply)",
    ),
    ("outcome", True): _any(
        r"승소|이겼|이긴|인정(?:했|됐|되었|하였|받)|받아들였|인용",
        r"\bwon the|upheld the claim|awarded|accepted the|granted the|allowed the|in favou?r of",
    ),
    ("met", True): _any(r"채우|채워|채웠|충족|넘겼", r"\bmet the|reached the"),
    ("met", False): _any(r"못 ?미[치쳐쳤친]|미치지 못|모자라", r"fell short|falls short|short of"),
    ("outcome", False): _any(
        r"패소|졌(?:다|어|습)|기각|각하|받아들이지 않", r"dismiss\w*|\brejected\b|\blost the\b"
    ),
}
"""As TOPICS, but these words affirm (True) or deny (False) by themselves."""

FIXED: dict[tuple[str, bool], str] = {
    ("paid", True): _any(r"유료", r"\bpaid (?:service|plan|user|member|product|content)\w*"),
    ("paid", False): _any(
        r"무료(?! ?로 (?:늘|연장|해지))", r"\bfree (?:service|user|messenger)\w*|is (?:a )?free\b"
    ),
    ("can", True): _any(r"수 있|수는 있|수도 있", r"\b(?:can|may|could)\b(?! not)"),
    ("can", False): _any(r"수 없|수는 없", r"\bcannot\b|\bcan't\b|\b(?:can|may|could) not\b"),
    ("in force", False): _any(r"폐지", r"\brepeal\w*|\babolish\w*"),
}
"""Words whose sense no negation nearby changes."""

MUST_BE_SHARED = frozenset(
    {
        "paid",
        "fine",
        "criminal",
        "court",
        "distress",
        "mediation",
        "penalty",
        "void",
        "proof",
        "either",
        "everybody",
        "always",
        "slight",
    }
)
"""Topics that a sentence may not bring up unless its sources or the question do."""

ONLY_SHARED = frozenset(
    {
        "court",
        "mediation",
        "distress",
        "paid",
        "amount",
        "duty",
        "either",
        "everybody",
        "always",
        "slight",
    }
)
"""Topics of which only the presence is compared, and `duty`, which goes with its object."""

NEGATOR_KO = _any(
    r"않|아니|아닌|아닙|(?<!잘)못(?!지않)|없|안 ?(?:돼|되|됩|내|해)",
    r"면제|면책|제외|예외|불가(?!항력)|말고|말아|어렵|어려워|어려울|줄거나 없어|줄(?:어들"
    r"|지|고|거나|어요)",
    r"(?<=배상|보상|대상|고지|의무|적용)에서(?:는|도)? 빠[져지졌진질]",
)
NOT_NEGATOR_KO = _any(
    r"뿐(?:만)? ?아니라|틀림없|지 않을까|못지않|끊임없|관계없이|상관없이|빠짐없이|없이도|제한 없이",
    r"못 ?미[치쳐쳤친]|미치지 못|예외 없이|지체 ?없이|것이 아니라|(?:신청|청구)하지 않아도"
    r"|(?:신청|청구) 없이|받아들이지 않|수 없|수는 없",
)
"""Negating letters that do not negate, or that a word of TURNED or FIXED already holds."""

CAN_NOT_KO = r"수 없|수는 없"
NEGATOR_EN = _any(
    r"\bnot\b|n't\b|\bno\b(?! (?:more|less|later|longer) than)|\bnever\b|\bcannot\b|\bnone\b",
    r"\bnothing\b|\bneither\b|\bnor\b|\bexempt\w*|\bexclud\w*|\bwaive[ds]?\b|\brefus\w*",
    r"\bunlikely\b|\bunable\b|\breduced\b",
)
WITHOUT_EN = r"\bwithout\b|\bfree of\b"
NOT_NEGATOR_EN = _any(
    r"\bnot only\b|\bwhether or not\b|\bwithout delay\b|\bno matter\b|\bnot just\b|\bif not\b",
    r"without (?:a claim|applying|claiming)|\bno more than\b|\bfree of charge\b",
)

EXCLUDES = re.compile(r"제외|예외|빠[져지졌진]|\bexcluded\b|\bexcept\b")
"""Says of something that the rule of the sentence before does not reach it."""

LEAVES_OUT = re.compile(r"제외|만큼만|빠[져지졌진]|\bexcluded\b|\bonly by\b")
INCLUDES = re.compile(
    _any(
        r"[가-힣]{2,}(?:이라도|라도|이어도|여도|더라도|어도|도)(?: |$)|포함",
        r"\balso\b|\beven\b|\btoo\b|\bincluded\b|\bcounts?\b",
    )
)
"""A clause that reaches what another one leaves out: "점검도 배상해요" against "점검은 제외"."""

OPEN_QUESTION = re.compile(r"[는은을던]지(?:[ ,에는를가도]|$)|\bwhether\b")
CLAUSE = re.compile(
    _any(
        r"(?<=지만)[ ,]|(?<=[는은인]데)[ ,]|(?<=[으하]며) |(?<=[하되이았었했없있않]고) "
        r"|(?<=[하되이있없]고,)",
        r"(?<=면)[ ,]|(?<=니까) |(?<=므로) |(?<=[해어라]도) |(?<=라서) |(?<=어서) |(?<=경우)[ ,]",
        r"(?<=경우에는) |(?<=경우에) |(?<=때는) |(?<=때)[ ,]|(?<=기준이라) "
        r"|(?<=[일을] 뿐)[ ,]|(?<=뿐)[ ,]"
        r"|(?<=, )|[;:.](?= |$)",
        r" but | while | because | even if | even when | although | though | and (?=the |it |in )",
    )
)
OWN_CASE = re.compile(r"이번 경우|이런? 경우|in (?:this|your) case|this time")
CONDITION_END = re.compile(r"(?:면|경우|경우에|경우에는|때|때는|때만)$")
CONDITIONAL = re.compile(
    _any(
        r"[가-힣]면(?:[ ,]|$)|경우|때(?:는|만|에|,| )|려면|따라|조건",
        r"\bif\b|\bwhen\b|\bunless\b|\bwhere\b|depend|provided that|\bin case\b|\bonce\b",
    )
)
