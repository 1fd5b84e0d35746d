"""What the user wants to know, from the words of the question."""

import re

from bot.answering.model import Intent
from bot.answering.understanding.text import any_of

_CUES: tuple[tuple[Intent, re.Pattern[str]], ...] = (
    (
        Intent.LETTER,
        any_of(
            r"내용\s?증명", r"(?:신청서|편지|메일|문의글|민원글|문구|글|공문|서식|양식|초안|문서|진정서)\S{0,2}\s?(?:좀\s?)?(?:써|작성|만들|뽑)",
            r"(?:써|작성해|만들어)\s?(?:줘|주세요|줄래|주실|달라)", r"템플릿", r"\b(?:write|draft)\b.{0,30}\b(?:letter|complaint|email|claim|message)",
            r"\b(?:letter|template)\b",
        ),
    ),
    (
        Intent.REDRESS,
        any_of(
            r"어디(?:에|에다|다|로|서|한테)?\s?(?:가서\s?)?(?:신고|말|문의|연락|전화|접수|신청|따지|하소연|민원|얘기|물어|요청|넣|해야)", r"신고", r"민원", r"분쟁\s?조정", r"조정",
            r"소비자원", r"1372", r"방통위", r"통신위", r"금감원", r"소송", r"소액\s?(?:재판|사건|심판)", r"지급\s?명령", r"증거|증빙|캡쳐|캡처",
            r"창구", r"시효", r"고객\s?센터", r"전화번호", r"위원회", r"(?:집단|단체)\s?(?:소송|조정|분쟁)", r"재판", r"판결", r"법원", r"승소|패소", r"142-?235",
            r"사칭|피싱|스미싱", r"where (?:do|can|should|to)\b.{0,20}\b(?:complain|report|file|claim)", r"\bcomplain", r"mediation", r"\bsue\b|lawsuit|small claims|\bcourt\b",
            r"\bevidence\b", r"hotline|phone number|contact", r"which agency",
        ),
    ),
    (
        Intent.LAW,
        any_of(
            r"(?<!방)법(?:에|상|은|이|의|을|적|률|안|으로|령|규|대로|조항|\s|$|\?|개정|이라|인)", r"넷플릭스\s?법|넷플\s?법", r"시행령", r"조항|조문|제?\d+조(?!원|\s?원)", r"의무(?!\s?약정)", r"과태료|과징금|벌금", r"고지|통지",
            r"국내\s?대리인", r"대상\s?사업자|지정", r"시정\s?(?:명령|요구|조치)", r"과기정통부|과기부|정부", r"국회", r"개정", r"\blaws?\b|\bact\b|article \d|decree|statute|\bfines?\b|obligation|\bduty|duties|regulat|government|ministry",
        ),
    ),
    (
        Intent.TERMS,
        any_of(
            r"약관", r"기준", r"규정", r"지침|가이드라인", r"\bsla\b", r"청약\s?철회", r"위약금", r"해지", r"최저\s?(?:보장\s?)?속도", r"면책", r"준거법|관할", r"환불\s?정책",
            r"terms|policy|policies|\bsla\b|threshold|liabilit|penalty|guideline|cancel",
        ),
    ),
    (
        Intent.INCIDENT,
        any_of(
            r"언제(?!까지|부터\s?시행)", r"왜", r"원인", r"무슨\s?(?:일|문제|사고)", r"몇\s?(?:분|시간|시|명|번|회선|건)", r"무엇(?:이|인)", r"어떻게\s?된", r"있었(?:나|어|던|는지|죠|지)", r"맞(?:아|나|죠|지|습)",
            r"기록", r"뭐였|뭔\s?일|무슨일", r"얼마나\s?(?:오래|걸|길)", r"what happened|\bwhen\b|\bwhy\b|how long|how many|caused?\b|reason",
        ),
    ),
    (
        Intent.COMPENSATION,
        any_of(
            r"보상", r"배상", r"환불", r"감면", r"돌려", r"깎", r"물어\s?(?:줘|주|내|달|줌|줬|준)", r"(?:받을|받나|받았|받아|받은|받는|받냐|받지)", r"얼마(?!나\s?(?:오래|걸))", r"연장", r"쿠폰",
            r"할인", r"환급", r"쳐\s?주", r"몇\s?배|\d+\s?배", r"돈", r"줬|주나|주냐|줌\?|주는|주죠", r"compensat|refund|credit|reimburs|money back|damages|entitled|get (?:anything|paid)|owe[sd]?\b|discount|pay (?:me|us|out)",
        ),
    ),
)  # fmt: skip
_WEIGHTS = {Intent.LETTER: 5, Intent.REDRESS: 3, Intent.LAW: 3, Intent.TERMS: 2, Intent.COMPENSATION: 3, Intent.INCIDENT: 2}  # fmt: skip
_ASKS_FOR_MONEY = any_of(
    r"보상\s?(?:되|받|해|가능|나오|있|돼|안|얼마|\?|ㅠ|$)", r"얼마\s?(?:받|나오|돌려|깎|물어|보상|줘|주)", r"환불\s?(?:되|받|해|가능|돼|\?|$)", r"받을\s?수",
    r"compensation\?|can i (?:get|claim)|do i get|am i entitled|get (?:a |my )?(?:refund|money)",
)  # fmt: skip

_GREETING = re.compile(
    r"^(?:안녕(?:하세요|하십니까|히)?|안뇽|하이|헬로|ㅎㅇ|ᄒᄋ|반가(?:워|워요|습니다)|처음\s?뵙겠습니다|저기요|여보세요|hello|hi|hey|good (?:morning|afternoon|evening)|yo)(?:\s?(?:there|bot|봇|먹통봇|요|~|!|\.|\^|ㅎ|ㅋ|,|\?))*$"
)
_THANKS = re.compile(
    r"^(?:(?:네|넵|오|와|아|정말|너무|진짜|도와줘서|알려줘서|알려주셔서|답변|덕분에|ok|okay|great|cool)[\s,!.]*)*(?:고마(?:워|워요|웠어요|웠어|움)|고맙(?:습니다|다|네요|네)?|감사(?:합니다|해요|드려요|드립니다|요)?|땡큐|쌩유|ㄱㅅ|ㄳ|수고(?:하세요|하셨습니다|했어)?|thanks?(?: you)?|thank you|thx|ty)(?:\s?(?:so much|a lot|very much|봇|요|~|!|\.|\^|ㅎ|ㅋ|ㅠ|진짜|정말))*$"
)
_INJECTION = any_of(
    r"ignore (?:all |any )?(?:the |your |of your )?(?:previous|above|prior|earlier)?\s?(?:instructions|rules|prompts)", r"system prompt|시스템\s?프롬프트", r"(?:이전|앞|위|지금까지)\S{0,3}\s?(?:지시|명령|규칙|지침|프롬프트)\S{0,4}\s?(?:모두\s?|다\s?|전부\s?)?(?:무시(?:하고|해|하라)|잊)",
    r"(?:지시|명령|지침)(?:사항)?(?:을|를|은|는)?\s?(?:모두\s?|다\s?|전부\s?)?무시(?:하고|해|하라)(?!도|서|야)", r"프롬프트(?:를|을)?\s?(?:보여|알려|출력|공개)", r"jailbreak|탈옥\s?모드|dan\s?모드|developer mode|개발자\s?모드", r"(?:reveal|show|print) (?:me )?your (?:prompt|instructions|rules|api)", r"disregard (?:all|the|your|previous)",
    r"you are now (?:a|an|dan)\b", r"pretend (?:to be|you)", r"너는?\s?이제(?:부터)?\s?\S{1,12}(?:이야|야|다|처럼)",
)  # fmt: skip
_OFF_TOPIC = any_of(
    r"날씨|기온|미세\s?먼지|비\s?(?:오|와|올)", r"레시피|요리\s?(?:법|방법)|맛집|점심\s?(?:뭐|메뉴)|저녁\s?(?:뭐|메뉴)", r"파이썬|자바(?:스크립트)?|코딩|코드\s?(?:좀\s?)?(?:짜|작성|써)|알고리즘|함수\s?(?:짜|만들)", r"로또|운세|사주|타로|별자리|mbti",
    r"번역\s?(?:좀\s?)?(?:해\s?(?:줘|주세요|줄래|달라))", r"농담|노래\s?불러|끝말잇기|심심|놀아\s?줘|사랑해|너\s?누구|몇\s?살이|^(?:너|네|넌|니)?\s?이름이?\s?뭐|자기\s?소개", r"여자\s?친구|남자\s?친구|소개팅|연애|고백", r"(?:주식|종목|코인)\s?추천|어떤\s?주식|비트코인\s?(?:오를|전망)|시세\s?전망", r"다이어트|운동\s?루틴|(?<![가-힣])감기|두통|병원\s?추천|약\s?추천",
    r"영어\s?숙제|수학\s?(?:문제|숙제)|독후감|자소서|자기소개서", r"대통령\s?(?:누구|지지율)|선거\s?결과|월드컵\s?우승|축구\s?결과|야구\s?결과", r"여행지?\s?추천|비행기표|호텔\s?추천|영화\s?추천|노래\s?추천|게임\s?추천|폰\s?추천|요금제\s?추천",
    r"이혼|양육권|음주\s?운전|교통\s?사고|상속|유산|임대차|전세\s?(?:금|사기)|보증금|층간\s?소음|폭행|명예\s?훼손|최저\s?임금|퇴직금|부당\s?해고|근로\s?계약|병역|양도\s?소득세|종부세|연말\s?정산", r"weather|recipe|python|javascript|write (?:me )?(?:some )?(?:code|a poem|a story|an essay)|tell me a joke|translate|horoscope|lottery|girlfriend|boyfriend|capital of|who (?:are|made) you|president|divorce|traffic accident|homework|stock tips?",
)  # fmt: skip
_CONTEXT = any_of(
    r"먹통|장애|끊|안\s?(?:됨|돼|되|떠|터|열|켜|들어|보내|와요|갔|가요|나와|뜸|뜨)|터졌|터진|뻗|다운|멈|접속|로그인|느려|느린|오류|에러|중단|마비|불통|렉|버벅|점검|롤백", r"통신|인터넷|와이파이|요금|데이터|위약금|약정|유심|해지|구독|결제|환불|보상|배상|손해|약관|개인\s?정보|유출|해킹|플랫폼|화재|조정|1372|소비자", r"서비스|서버|사이트|이용자|가입|계정",
    r"outage|\bdown\b|internet|wi-?fi|refund|compensat|subscri|service|server|telecom|carrier|phone|terms|consumer|breach|netflix law|interrupt",
)  # fmt: skip


def find_intents(text: str, *, named: bool, incident: bool) -> tuple[Intent, ...]:
    """Return what a normalised text asks for, most likely first; never empty.

    `named` says that a provider was recognised, `incident` that a known incident was.
    """
    if _INJECTION.search(text):
        return (Intent.OUT_OF_SCOPE,)
    if _GREETING.match(text):
        return (Intent.GREETING,)
    if _THANKS.match(text):
        return (Intent.THANKS,)
    in_context = named or incident or bool(_CONTEXT.search(text))
    if _OFF_TOPIC.search(text) and not in_context:
        return (Intent.OUT_OF_SCOPE,)
    scored = _scores(text)
    if scored:
        return tuple(sorted(scored, key=lambda intent: -scored[intent]))
    return (Intent.INCIDENT if incident else Intent.COMPENSATION,)


def _scores(text: str) -> dict[Intent, int]:
    """Return a weight for every intent with a cue; asking for money outright counts double."""
    scores = {
        intent: _WEIGHTS[intent] * len({match[0] for match in cues.finditer(text)})
        for intent, cues in _CUES
        if cues.search(text)
    }
    if _ASKS_FOR_MONEY.search(text):
        scores[Intent.COMPENSATION] = scores.get(Intent.COMPENSATION, 0) * 2 + 1
    return scores
