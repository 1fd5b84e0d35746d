"""Has a chat model compare the sentences that are left with their material, one last time."""

from dataclasses import dataclass

from pydantic import BaseModel, Field

from bot.answering.writing.calling import Models, metered
from bot.answering.writing.chat import ChatModel
from bot.answering.writing.errors import ModelFailed
from bot.answering.writing.ledger import Ledger
from bot.answering.writing.messages import Messages, Prompts


class Comparison(BaseModel):
    """One sentence beside the material it cites."""

    # No field has a default: OpenAI refuses a strict schema that holds one.
    number: int = Field(description="number of the sentence")
    differs: str = Field(description="what differs from the material; empty if nothing does")
    carried: bool = Field(description="whether everything it says is in the material")


class Proof(BaseModel):
    """Every sentence of the text, compared with the material it cites."""

    sentences: list[Comparison]


@dataclass(frozen=True)
class Proofreader:
    """Can only take sentences away: what it lets pass was verified before."""

    models: Models
    prompts: Prompts
    ledger: Ledger

    async def carried(self, messages: Messages, user: str) -> frozenset[int]:
        """Return the numbers of the sentences found carried by their material.

        A sentence that is not reported on is not among them. Raises WritingError.
        """
        proof = await self.models.ask(lambda model: self._proof(model, messages, user))
        doubted = {each.number for each in proof.sentences if not each.carried}
        return frozenset(each.number for each in proof.sentences) - doubted

    async def _proof(self, model: ChatModel, messages: Messages, user: str) -> Proof:
        max_tokens = self.models.limits.max_tokens
        async with metered(self.ledger, user, messages, max_tokens) as meter:
            proof, usage = await model.fill(messages, Proof)
            meter.saw(proof.model_dump_json(), usage)
        if not proof.sentences:
            raise ModelFailed("nothing compared", passing=True)
        return proof
