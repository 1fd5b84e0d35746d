"""What the benchmarks ask."""

QUESTIONS = (
    "카톡 2시간 먹통이었는데 보상되나요ㅠ",
    "KT 인터넷 3시간 끊겼는데 월 33000원이면 얼마 받아?",
    "넷플릭스법이 뭐예요?",
    "2021년 5월 5일 카카오톡 장애 때 무슨 일이 있었나요",
    "유튜브 프리미엄 쓰는데 어제 안 됐어요",
    "통신분쟁조정은 얼마나 걸려요",
    "What is the fine for not notifying users of an outage?",
    "업비트 멈춰서 손해 봤어요",
    "SKT 유심 해킹 위약금 면제",
    "고지 의무 4시간 맞아?",
)
