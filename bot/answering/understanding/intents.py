"""What the user wants to know, from the words of the question."""

import re

from bot.answering.model import Intent
from bot.answering.understanding.scope import outside_intent
from bot.answering.understanding.text import any_of, squeeze

_CUES: tuple[tuple[Intent, re.Pattern[str]], ...] = (
    (
        Intent.LETTER,
        any_of(
            r"내용\s?증명",
            r"(?:신청서|편지|메일|문의글|민원글|문구|글|공문|서식|양식|초안|문서"
            r"|진정서)\S{0,2}\s?(?:좀\s?)?(?:써|작성|만들|뽑)",
            r"(?:써|작성해|만들어)\s?(?:줘|주세요|줄래|주실|달라)",
            r"(?:고소장|소장|신청서|진정서|청구서)\s?(?:양식|서식|샘플|예시|초안)", r"템플릿",
            r"\b(?:write|draft)\b.{0,30}\b(?:letter|complaint|email|claim|message)",
            r"\b(?:letter|template)\b",
        ),
    ),
    (
        Intent.REDRESS,
        any_of(
            r"어디(?:에|에다|다|로|서|한테)?\s?(?:가서\s?)?(?:신고|말|문의|연락|전화|접수|신청"
            r"|따지|하소연|민원|얘기|물어|요청|넣|해야)",
            r"신고", r"민원", r"분쟁\s?조정", r"조정", r"피해\s?구제", r"상담", r"소멸\s?시",
            r"신문고", r"스팸",
            r"(?<!\d)(?:118|1332|1394|142)(?!\d)", r"접수", r"기관", r"tdrc", r"\bccn\b", r"압류",
            r"소\s?제기",
            r"찔러", r"어떤\s?(?:자료|서류)", r"조사(?:해\s?달|해\s?서\s?벌|해\s?줬)",
            r"소비자원", r"1372", r"방통위", r"통신위", r"금감원", r"소송",
            r"소액\s?(?:재판|사건|심판)", r"지급\s?명령",
            r"증거", r"증빙", r"캡쳐", r"캡처",
            r"창구", r"시효", r"고객\s?센터", r"전화번호", r"위원회",
            r"(?:집단|단체)\s?(?:소송|조정|분쟁)", r"재판", r"판결",
            r"법원", r"승소", r"패소", r"142-?235",
            r"사칭", r"피싱", r"스미싱", r"링크", r"눌러", r"눌렀", r"클릭",
            r"어디\s?(?:에서|서)\s?(?:조정|상담|해결|도와)",
            r"where (?:do|can|should|to)\b.{0,20}\b(?:complain|report|file|claim)", r"\bcomplain",
            r"mediation", r"\bsue\b", r"lawsuit", r"small claims", r"\bcourt\b",
            r"\bevidence\b", r"hotline", r"phone number", r"contact", r"which agency",
            r"who (?:do|should|can) i (?:call|contact|ask|report)",
            r"what (?:should|can|do) i do", r"어떻게\s?해야", r"뭘\s?해야",
        ),
    ),
    (
        Intent.LAW,
        any_of(
            r"(?<![방지고수문합용기])법(?:에|상|은|이|의|을|적|률|안|으로|령|규|대로|조항|\s|$"
            r"|\?|개정|이라|인)",
            r"넷플릭스\s?법",
            r"넷플\s?법", r"시행령", r"규제", r"규칙",
            r"조항", r"조문", r"제?\d{1,4}조(?!원|\s?원)",
            r"의무(?!\s?약정)", r"과태료", r"과징금",
            r"벌금", r"고지(?!서)", r"통지",
            r"국내\s?대리인", r"대상\s?사업자", r"지정", r"시정\s?(?:명령|요구|조치)",
            r"과기정통부", r"과기부",
            r"정부(?!\s?(?:24|시스템|전산|사이트|서비스))", r"불법\s?행위",
            r"알려\s?(?:줘|주어)?야",
            r"알릴\s?(?:필요|의무)",
            r"공지\s?(?:안|도|해야|의무|로\s?쳐)", r"공지한\s?걸로", r"입법\s?예고", r"명단",
            r"처벌", r"제재",
            r"조사\s?(?:받|대상|한|했)", r"자료\s?(?:제출|요구)", r"트래픽", r"의무화",
            r"증명(?:해야|책임)", r"입증", r"국회", r"개정", r"\blaws?\b", r"\bact\b",
            r"article \d",
            r"decree", r"statute", r"\bfines?\b", r"obligation", r"\bduty", r"duties", r"regulat",
            r"government", r"ministry",
        ),
    ),
    (
        Intent.TERMS,
        any_of(
            r"약관", r"기준", r"규정", r"지침", r"가이드라인", r"(?<![a-z])sla(?![a-z])",
            r"청약\s?철회",
            r"위약금", r"해지",
            r"최저\s?(?:보장\s?)?속도", r"면책", r"준거법", r"관할", r"환불\s?정책",
            r"terms|policy|policies|\bsla\b|threshold|liabilit|penalty|guideline|cancel",
        ),
    ),
    (
        Intent.INCIDENT,
        any_of(
            r"언제(?!까지|부터\s?시행)", r"왜", r"원인", r"무슨\s?(?:일|문제|사고)",
            r"몇\s?(?:분|시간|시|명|번|회선|건)",
            r"무엇(?:이|인)", r"어떻게\s?(?:된|됐|했|대응|대처)", r"있었(?:나|어|던|는지|죠|지)",
            r"맞(?:아|나|죠|지|습)",
            r"기록", r"뭐였", r"뭔\s?일", r"무슨일", r"얼마나\s?(?:오래|걸|길)", r"what happened",
            r"\bwhen\b",
            r"\bwhy\b", r"how long", r"how many", r"caused?\b", r"reason",
        ),
    ),
    (
        Intent.COMPENSATION,
        any_of(
            r"보상", r"배상", r"환불", r"감면", r"돌려", r"깎", r"물어\s?(?:줘|주|내|달|줌|줬|준)",
            r"(?:받을|받나|받았|받아|받은|받는|받냐|받지)", r"얼마(?!나\s?(?:오래|걸))", r"연장",
            r"쿠폰",
            r"할인", r"환급", r"쳐\s?주", r"몇\s?배", r"\d{1,4}\s?배", r"돈", r"줬", r"주나",
            r"주냐",
            r"줌\?", r"주는",
            r"주죠", r"compensat", r"refund", r"credit", r"reimburs", r"money back", r"damages",
            r"entitled", r"get (?:anything|paid)", r"owe[sd]?\b", r"discount",
            r"pay (?:me|us|out)",
        ),
    ),
)  # fmt: skip
_WEIGHTS = {
    Intent.LETTER: 5,
    Intent.REDRESS: 3,
    Intent.LAW: 3,
    Intent.COMPENSATION: 3,
    Intent.TERMS: 2,
    Intent.INCIDENT: 2,
}
_ASKS_FOR_MONEY = any_of(
    r"보상\s?(?:되|받|해|가능|나오|있|돼|안|얼마|\?|ㅠ|$)",
    r"배상\s?(?:되|받|해\s?주|가능|청구|돼|\?|$)",
    r"얼마\s?(?:받|나오|돌려|깎|물어|보상|줘|주)",
    r"환불\s?(?:되|받|해|가능|돼|\?|$)", r"받을\s?수",
    r"compensation\?|can i (?:get|claim)|do i get|am i entitled|get (?:a |my )?(?:refund|money)",
)  # fmt: skip

_ASKS_WHERE_TO = any_of(
    r"어디\S{0,3}\s?(?:신고|조정|민원|접수|상담)", r"링크|스미싱|피싱|사칭",
)  # fmt: skip

_OUTAGE = any_of(
    r"먹통|장애|끊|끈(?:김|겼|겨|켜|킴)|터졌|터짐|터진|뻗|다운|멈|마비|불통|중단|오류|에러|렉|버벅|느려|로딩|튕|점검",
    r"안\s?(?:됨|돼|되|됐|된|떠|뜨|뜸|터|열|켜|들어|보내|와요|갔|가요|나와|나오|나옴|나왔|잡)",
    r"못\s?(?:쓰|썼|들어|봐|봤|함|했|하|보|들|씀)",
    r"outage|\bdown\b|not working|crash|offline|froze|failed|interrupt|buffering",
    r"\b(?:took|knock(?:ed|s)?|taken) out\b|\bcuts? (?:off|out|our|my)\b",
    r"\b(?:no|lost|without) (?:\w+ )?(?:internet|signal|service|connection|wi-?fi|network|phone"
    r"|data|picture|sound)\b",
    r"\b(?:dead|died|broke|broken|unavailable|unreachable|went (?:out|off)|was (?:out|off)|cut)\b",
    r"(?:(?:did|do|does|could|would|was|is|were|wo|ca) ?n[o']?t|\bnot|cannot) (?:\w+ )?"
    r"(?:work|load|open|connect|call|log|sign|play|use|stream|start|respond|go through)",
    r"\b(?:off|out|gone|stopped|black) (?:for |again|since |completely|\d)",
    r"(?:was|were|is|are|went|goes|been|both|internet|wi-?fi|tv|phone|signal|net) (?:\w+ )?"
    r"(?:off|out|gone|black)\b",
    r"\b(?:drops?|dropped|stops? working|stopped|dies|kicked|froze|frozen|stuck|acting up)\b",
    r"time[sd]? out|timing out|disconnect",
    r"접속\s?(?:불가|x)|통화\s?불가|안\s?(?:갔|가졌|받아|댐|댓|대요|뎀)",
    r"죽(?:음|었|어\s?(?:서|버))|(?:서버|인터넷|와이파이|회선)\S{0,2}\s?(?:\S{1,6}\s)?나(?:갔|가서|감)",
)  # fmt: skip


def find_intents(
    text: str, *, named: bool, incident: bool, long_ago: bool = False, lasted: bool = False
) -> tuple[Intent, ...]:
    """Return what a normalised text asks for, most likely first; never empty.

    `named` says that a provider was recognised, `incident` that a known incident was, `long_ago`
    that the days it speaks of are long past, `lasted` that it names a length. A bare report of an
    outage ("카톡 2시간 먹통") asks what one gets for it.
    """
    if outside := outside_intent(text):
        return (outside,)
    scored = _scores(text)
    if scored:
        return tuple(sorted(scored, key=lambda intent: -scored[intent]))
    if incident or long_ago:
        return (Intent.INCIDENT,)
    if lasted or says_outage(text):
        return (Intent.COMPENSATION,)
    return (Intent.INCIDENT if named else Intent.LAW,)


_OF_SOMETHING_ELSE = any_of(
    r"줬|줌\b|했었|[았었였됐갔]던|던\s?(?:날|때|거|건|데)|그\s?(?:날|때|밤|회사|메신저)",
    r"(?<!할 )때(?!문|부)|(?:날|밤|저녁|아침|사건)\s?[?]*$",
    r"(?:다|라|냐|자)(?:던데|며\b|며요|면서|는데요)|다고\s?\?",
    r"쿠폰|주유권|지원금|상품권|포인트|이모티콘|캐시|유출|털린|해킹",
    r"사람들|사장|옛날|예전|역대|당시|사건|사태|해커|공격|비상|공휴|경기",
    r"약관|규정|정책|조항|계약|고객센터|메일|링크|문자",
    r"왜|몇|언제|누구|누가|무슨|무엇|어디|책임|정해|뭐라",
    r"소송|판결|재판|\d심|분쟁|결말|동시|며칠|해지|위약금|약정|이사|결제|구독\s?(?:취소|해지)|알려\s?(?:줘야|야)|산식|계산|공유|속도",
    r"끊(?:으|고|은|는|을|어도|었는데)|나갔는데|\d\s?(?:명|만|프로|%)",
    r"\b(?:when|why|who|did|does|policy|terms|contract|reported)\b",
)  # fmt: skip
_PAYMENT_FAILED = re.compile(r"결제(?:가|도|를)?\s?(?:안|못|오류|실패)")
_LONGEST_REPORT = 30


def reports_outage(text: str) -> bool:
    """Return whether a normalised text shortly tells of something down, and of nothing else.

    A question about what a company did, said or promised is about that, not about an outage of
    one's own.
    """
    if len(squeeze(text)) > _LONGEST_REPORT or not says_outage(text):
        return False
    return not _OF_SOMETHING_ELSE.search(_PAYMENT_FAILED.sub("", text))


def says_outage(text: str) -> bool:
    """Return whether a normalised text says that something is down."""
    return bool(_OUTAGE.search(text))


def _scores(text: str) -> dict[Intent, int]:
    """Return a weight for every intent with a cue; asking outright for money or a desk
    counts double.
    """
    scores = {
        intent: _WEIGHTS[intent] * len({match[0] for match in cues.finditer(text)})
        for intent, cues in _CUES
        if cues.search(text)
    }
    if _ASKS_FOR_MONEY.search(text):
        scores[Intent.COMPENSATION] = scores.get(Intent.COMPENSATION, 0) * 2 + 1
    if _ASKS_WHERE_TO.search(text):
        scores[Intent.REDRESS] = scores.get(Intent.REDRESS, 0) * 2 + 1
    return scores
