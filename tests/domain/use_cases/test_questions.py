"""Questions on their way: none of their answers gets lost, and there are never too many."""

import asyncio

from domain.job_state import JobKind, Provider
from domain.report import ProviderReport
from domain.use_cases.questions import Questions
from tests.domain.examples import SECOND, STILL, running
from tests.domain.skipping_loop import LoopClock
from tests.fakes import NOON, FakeFollower


class UnhurriedFollower(FakeFollower):
    """Answers the question `n` after n seconds."""

    async def query(self, provider_job_id: str, kind: JobKind) -> ProviderReport:
        await asyncio.sleep(float(provider_job_id))
        return await super().query(provider_job_id, kind)


async def test_an_answer_is_taken_once_with_the_moment_of_its_coming() -> None:
    questions = Questions({Provider.MUREKA: UnhurriedFollower(STILL)}, LoopClock(), at_once=2)
    first, second = (running(provider_job_id=each).inquiry for each in ("1", "2"))
    questions.ask([first, second])
    assert questions.room == 2
    assert questions.take_answers() == []
    await asyncio.sleep(1.5)
    assert questions.room == 3
    assert questions.take_answers() == [(first, STILL, NOON + SECOND)]
    assert questions.pending
    await asyncio.sleep(1)
    assert questions.pending
    assert questions.take_answers() == [(second, STILL, NOON + 2 * SECOND)]
    assert not questions.pending


async def test_what_is_too_much_at_once_waits_for_its_turn() -> None:
    questions = Questions({Provider.MUREKA: UnhurriedFollower(STILL)}, LoopClock(), at_once=2)
    inquiries = [running(provider_job_id="1").inquiry for _ in range(4)]
    questions.ask(inquiries)
    assert questions.room == 0
    await asyncio.sleep(3)
    came = [at for _, _, at in questions.take_answers()]
    assert came == [NOON + SECOND, NOON + SECOND, NOON + 2 * SECOND, NOON + 2 * SECOND]


async def test_cancelled_questions_are_not_answered() -> None:
    questions = Questions({Provider.MUREKA: UnhurriedFollower(STILL)}, LoopClock(), at_once=2)
    questions.ask([running(provider_job_id="1").inquiry])
    await asyncio.sleep(0.5)
    questions.cancel()
    await asyncio.sleep(1)
    assert not questions.pending
