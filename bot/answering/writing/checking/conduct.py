"""What no answer may do, whatever the facts say: markup, refusals, promises, leaks and the like."""

import re

from bot.answering.writing.checking.case import Case
from bot.answering.writing.checking.names import squeeze
from bot.answering.writing.checking.reason import Reason
from bot.answering.writing.checking.tokens import count_letters
from bot.answering.writing.sentences import Sentence
from bot.answering.writing.values.extract import fold
from knowledge.language import Language

MAX_SENTENCE = 420
_SHARED_RUN = {Language.KO: 18, Language.EN: 36}
"""So many letters in a row that also stand in the prompt mean that it is being repeated."""

_MARKUP = re.compile(
    r"</?[a-zA-Z!?][^>]*>|\]\(|`|\*\*|__|^\s*#|^\s*\||\|\s*-{2,}|&(?:lt|gt|amp|#\d+);|[{}\\<>‹›]"
    r"|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b-\x1f]|\[[^\]\d]|!\["
)
_FOREIGN = re.compile(r"[\u0400-\u04ff\u0600-\u06ff\u3040-\u30ff\u4e00-\u9fff\u0e00-\u0e7f]")
_REFUSAL = re.compile(
    r"(?:도와 ?드릴|답변(?:해|을)? ?드릴|답할|말씀드릴|제공(?:해 드릴|할)|처리할) 수 없"
    r"|죄송하지만|죄송합니다|"
    r"(?:ai|인공지능|언어 ?모델)(?:로서|이라|이므로|입니다|라서|예요|이에요)|변호사가 아니"
    r"|법률 자문을 (?:드릴|제공)|"
    r"as an ai|language model|i(?:'m| am) sorry|i (?:can't|cannot|can not|am unable|won't"
    r"|will not)|"
    r"i'm (?:not able|unable)|unable to (?:help|assist|answer)|sure,? (?:here|i)|here(?:'s"
    r"| is) (?:the|your|a) (?:answer|rewritten)|"
    r"물론(?:이죠|입니다)|요청하신 (?:답변|내용)을|다음은 (?:답변|요청)"
)
_LEAK = re.compile(
    r"프롬프트|시스템 ?메시지|(?:시스템|내부|이전|위의|숨겨진|주어진) ?지시|지시(?:문"
    r"|사항)|\b(?:system|this|the|my|your"
    r"|above) prompts?\b|system message|"
    r"(?:my|previous|prior|hidden|the above|these|following) instructions?|ignore (?:all"
    r"|the|any|previous)|"
    r"instruct(?:ed|ions)|개발자 ?모드|developer mode|jailbreak|탈옥|api[ _-]?key|sk-[a-z0-9]|"
    r"<(?:facts|question|assessment)|<%|(?:확인된|주어진|제공된) (?:사실|자료) 목록|fenced"
    r"|as data|규칙을 무시|지시를 무시"
)
_PROMISE = re.compile(
    r"(?:반드시|무조건|확실(?:히|하게)|틀림없이|100 ?%|백 ?퍼센트|당연히|분명히|꼭"
    r"|문제없이|걱정 ?(?:말|마|하지)|보나마나|장담)"
    r"[^.]{0,30}(?:받(?!아들)|보상|배상|환불|돌려|이기|이길|이겨|승소|인정|가능|지급|감면"
    r"|연장|해지)"
    r"|받게 (?:됩|돼|될|되)|받으실 (?:거|것|겁)|받을 (?:거예|것입|겁니|게 (?:확실|분명"
    r"|틀림))|받아 ?드(?:릴|립|려)|(?:이길"
    r"|승소할) (?:수밖|거예|것입|겁니)"
    r"|(?:보상|배상|환불|반환|지급|승소|결과)(?:을|를|이|은)? ?보장|보장(?:합니다|해 ?드"
    r"|돼요|됩니다|된)|약속(?:합니다|드려|드립|해요)"
    r"|지급(?:될|해 드릴) (?:거|것|겁|예정)|입금(?:될|됩|돼|해 ?드)|(?:환불|보상"
    r"|배상)(?:해|하여) ?드(?:립|릴|려|려요)"
    r"|you(?:'ll| will| are going to| are certain to| are sure to"
    r"| are bound to)(?: certainly| definitely| surely| always)? "
    r"(?:get|receive|win|be (?:paid|compensated|refunded|reimbursed|credited|given)"
    r"|have (?:it|your))"
    r"|\b(?:(?:is|are|be|it's|fully) guaranteed|guaranteed to|(?:we|i) guarantee"
    r"|definitely|certainly|undoubtedly|no doubt|surely|for sure|rest assured|we promise"
    r"|i promise|100 ?% (?:sure|certain))\b"
    r"|(?:will|is going to|are going to) (?:definitely |certainly )?(?:pay|compensate"
    r"|refund|reimburse) you"
    r"|(?:the court|a judge) will"
)
_GUARANTEED_SPEED = re.compile(
    r"최저(?:보장)? ?속도[^.]*보장|보장 ?속도|속도(?:를|의)? ?보장"
    r"|guaranteed (?:minimum )?speed|minimum speed"
)


def conduct_problem(sentence: Sentence, case: Case) -> Reason | None:
    """Return why the sentence is unfit whatever it says, or None."""
    text = sentence.text
    plain = fold(text)
    if not plain.strip(".!?… "):
        return Reason.EMPTY
    if len(text) > MAX_SENTENCE:
        return Reason.TOO_LONG
    if _MARKUP.search(text):
        return Reason.MARKUP
    if _other_language(text, case.language):
        return Reason.LANGUAGE
    return _speech_problem(text, plain, case)


def _speech_problem(text: str, plain: str, case: Case) -> Reason | None:
    if _LEAK.search(plain) or repeats(text, case.instructions, case.language):
        return Reason.LEAK
    if _REFUSAL.search(plain):
        return Reason.REFUSAL
    if _PROMISE.search(plain) and not _GUARANTEED_SPEED.search(plain):
        return Reason.PROMISE
    return None


def repeats(text: str, instructions: str, language: Language) -> bool:
    """Return whether a long run of the text stands in the (squeezed) instructions."""
    run, squeezed = _SHARED_RUN[language], squeeze(text)
    return any(squeezed[i : i + run] in instructions for i in range(len(squeezed) - run + 1))


def _other_language(text: str, language: Language) -> bool:
    if _FOREIGN.search(text):
        return True
    hangul, latin = count_letters(text)
    if language is Language.KO:
        return hangul * 2 < latin or hangul == 0
    return hangul > latin // 4
