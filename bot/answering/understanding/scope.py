"""What lies outside the bot's work: greetings, thanks, other topics, attempts to steer it."""

import re

from bot.answering.model import Intent
from bot.answering.understanding.text import any_of

_GREETING = re.compile(
    r"^(?:안녕(?:하세요|하십니까|히)?|안뇽|하이|헬로|ㅎㅇ|ᄒᄋ|반가(?:워|워요|습니다)"
    r"|처음\s?뵙겠습니다|저기요|여보세요|hello|hi|hey|good (?:morning|afternoon|evening)"
    r"|yo)(?:\s?(?:there|bot|봇|먹통봇|요|~|!|\.|\^|ㅎ|ㅋ|,|\?))*$"
)
_HELP = re.compile(
    r"^(?:뭐|뭘|무엇을)?\s?(?:할|해)\s?줄?\s?수\s?있(?:어|나|니|는지|나요|어요)?\s?\??$"
    r"|^(?:도와\s?줘(?:요)?|도와\s?주세요|도움말|사용법|메뉴|help|help me"
    r"|what can you do)\s?[?!.]*$"
)
_THANKS = re.compile(
    r"^(?:(?:네|넵|오|와|아|정말|너무|진짜|도와줘서|알려줘서|알려주셔서|답변|덕분에|ok|okay"
    r"|great|cool)[\s,!.]*)*(?:고마(?:워|워요|웠어요|웠어|움)|고맙(?:습니다|다|네요|네)?"
    r"|감사(?:합니다|해요|드려요|드립니다|요)?|땡큐|쌩유|ㄱㅅ|ㄳ|수고(?:하세요|하셨습니다"
    r"|했어)?|thanks?(?: you)?|thank you|thx|ty)(?:\s?(?:so much|a lot|very much|봇|요|~|!"
    r"|\.|\^|ㅎ|ㅋ|ㅠ|진짜|정말))*$"
)
_INJECTION = any_of(
    r"ignore (?:all |any )?(?:the |your |of your )?(?:previous|above|prior"
    r"|earlier)?\s?(?:instructions|rules|prompts)",
    r"system prompt", r"시스템\s?프롬프트",
    r"(?:이전|앞|위|지금까지)\S{0,3}\s?(?:지시|명령|규칙|지침|프롬프트)\S{0,4}\s?(?:모두\s?"
    r"|다\s?|전부\s?)?(?:무시(?:하고|해|하라)|잊)",
    r"(?:지시|명령|지침)(?:사항)?(?:을|를|은|는)?\s?(?:모두\s?|다\s?|전부\s?)?무시(?:하고|해"
    r"|하라)(?!도|서|야)",
    r"프롬프트(?:를|을)?\s?(?:보여|알려|출력|공개)", r"jailbreak", r"탈옥\s?모드", r"dan\s?모드",
    r"developer mode",
    r"개발자\s?모드", r"(?:reveal|show|print) (?:me )?your (?:prompt|instructions|rules|api)",
    r"disregard (?:all|the|your|previous)",
    r"you are now (?:a|an|dan)\b", r"pretend (?:to be|you)",
    r"너는?\s?이제(?:부터)?\s?\S{1,12}(?:이야|야|다|처럼)",
)  # fmt: skip
_OFF_TOPIC = any_of(
    r"날씨", r"기온", r"미세\s?먼지", r"비\s?(?:오|와|올)", r"레시피", r"요리\s?(?:법|방법)",
    r"맛집", r"점심\s?(?:뭐|메뉴)",
    r"저녁\s?(?:뭐|메뉴)", r"파이썬", r"자바(?:스크립트)?", r"코딩",
    r"코드\s?(?:좀\s?)?(?:짜|작성|써)", r"알고리즘",
    r"함수\s?(?:짜|만들)", r"로또", r"운세", r"사주", r"타로", r"별자리", r"mbti",
    r"멍청", r"바보", r"병신", r"꺼져", r"닥쳐",
    r"번역\s?(?:좀\s?)?(?:해\s?(?:줘|주세요|줄래|달라))", r"농담", r"노래\s?불러", r"끝말잇기",
    r"심심", r"놀아\s?줘", r"사랑해",
    r"너\s?누구", r"몇\s?살이", r"^(?:너|네|넌|니)?\s?이름이?\s?뭐", r"자기\s?소개",
    r"여자\s?친구", r"남자\s?친구", r"소개팅",
    r"연애", r"고백", r"(?:주식|종목|코인)\s?추천", r"어떤\s?주식", r"비트코인\s?(?:오를|전망)",
    r"시세\s?전망", r"다이어트",
    r"운동\s?루틴", r"(?<![가-힣])감기", r"두통", r"병원\s?추천", r"약\s?추천",
    r"영어\s?숙제", r"수학\s?(?:문제|숙제)", r"독후감", r"자소서", r"자기소개서",
    r"대통령\s?(?:누구|지지율)", r"선거\s?결과",
    r"월드컵\s?우승", r"축구\s?결과", r"야구\s?결과", r"여행지?\s?추천", r"비행기표",
    r"호텔\s?추천", r"영화\s?추천", r"노래\s?추천",
    r"게임\s?추천", r"폰\s?추천", r"요금제\s?추천",
    r"이혼", r"양육권", r"음주\s?운전", r"교통\s?사고", r"상속", r"유산", r"임대차",
    r"전세\s?(?:금|사기)", r"보증금",
    r"층간\s?소음", r"폭행", r"명예\s?훼손", r"최저\s?임금", r"퇴직금", r"부당\s?해고",
    r"근로\s?계약", r"병역", r"양도\s?소득세",
    r"종부세", r"연말\s?정산", r"weather", r"recipe", r"python", r"javascript",
    r"write (?:me )?(?:some )?(?:code|a poem|a story|an essay)", r"tell me a joke", r"translate",
    r"horoscope", r"lottery", r"girlfriend", r"boyfriend", r"capital of", r"who (?:are|made) you",
    r"president", r"divorce", r"traffic accident", r"homework", r"stock tips?",
)  # fmt: skip
_OTHER_WORK = any_of(
    r"(?:코드|스크립트|프로그램|시|소설|가사)(?:를|을)?\s?(?:좀\s?)?(?:짜|작성해|써)\s?(?:줘"
    r"|주세요|줄래|봐)",
    r"\bwrite (?:me )?(?:a |an |some )?(?:python |java\s?script )?(?:code|script|program|poem"
    r"|story|essay)",
    r"(?:영화|드라마|웹툰|노래|게임|휴대폰|폰|카드|맛집|종목|주식|코인|여행지|선물"
    r"|예능)\S{0,3}\s?추천",
    r"액정|(?:휴대폰|핸드폰|폰)\S{0,2}\s?(?:깨|파손|침수|분실|잃어)",
    r"(?:주가|시세|코인|주식)\s?(?:전망|예측|오를까|떨어질까)",
)  # fmt: skip
_CONTEXT = any_of(
    r"먹통", r"장애", r"끊", r"안\s?(?:됨|돼|되|떠|터|열|켜|들어|보내|와요|갔|가요|나와|뜸|뜨)",
    r"터졌", r"터진", r"뻗", r"다운",
    r"멈", r"접속", r"로그인", r"느려", r"느린", r"오류", r"에러", r"중단", r"마비", r"불통",
    r"렉", r"버벅", r"점검",
    r"롤백", r"통신", r"인터넷", r"와이파이", r"요금", r"데이터", r"위약금", r"약정", r"유심",
    r"해지", r"구독", r"결제", r"환불",
    r"보상", r"배상", r"손해", r"약관", r"개인\s?정보", r"유출", r"해킹", r"플랫폼", r"화재",
    r"조정", r"1372", r"소비자",
    r"서비스", r"서버", r"사이트", r"이용자", r"가입", r"계정",
    r"outage", r"\bdown\b", r"internet", r"wi-?fi", r"refund", r"compensat", r"subscri",
    r"service", r"server", r"telecom", r"carrier", r"phone", r"terms", r"consumer", r"breach",
    r"netflix law", r"interrupt",
)  # fmt: skip


_LONGEST_OFF_TOPIC = 60


def outside_intent(text: str) -> Intent | None:
    """Return greeting, thanks or out of scope for a normalised text, or None for the rest.

    Out of scope only where it is clear: another topic, said shortly and with no word of outages,
    telecom or online services, a request for code or a tip, or an attempt to override the bot's
    instructions. Whoever tells a longer story mentions the weather in passing.
    """
    if _GREETING.match(text) or _HELP.match(text):
        return Intent.GREETING
    if _THANKS.match(text):
        return Intent.THANKS
    if _INJECTION.search(text) or _OTHER_WORK.search(text):
        return Intent.OUT_OF_SCOPE
    short = len(text) <= _LONGEST_OFF_TOPIC
    off_topic = short and _OFF_TOPIC.search(text) and not _CONTEXT.search(text)
    return Intent.OUT_OF_SCOPE if off_topic else None
