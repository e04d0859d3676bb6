"""Places in a lane are neither lost nor given twice, whoever leaves the queue when."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from api.sparql.lanes import KnownTexts, Lane

STEPS = ["enter", "enter preferred", "leave", "cancel"]


@given(steps=st.lists(st.sampled_from(STEPS), max_size=40))
def test_no_place_is_lost(steps: list[str]) -> None:
    async def run() -> None:
        lane = Lane(2)
        visitors: list[asyncio.Task[None]] = []
        for number, step in enumerate(steps):
            if step.startswith("enter"):
                visitors.append(asyncio.create_task(lane.enter(preferred=step != "enter")))
                await asyncio.sleep(0)
            inside = [visitor for visitor in visitors if visitor.done() and not visitor.cancelled()]
            waiting = [visitor for visitor in visitors if not visitor.done()]
            if step == "leave" and inside:
                visitors.remove(inside[0])
                lane.leave()
            if step == "cancel" and waiting:
                waiting[number % len(waiting)].cancel()
            if number % 3:  # else the next step happens before anybody has noticed
                await asyncio.sleep(0)
        for _ in range(3):
            await asyncio.sleep(0)
        assert all(
            visitor.cancelled() or visitor.exception() is None for visitor in visitors if visitor.done()
        )
        inside = [visitor for visitor in visitors if visitor.done() and not visitor.cancelled()]
        waiting = [visitor for visitor in visitors if not visitor.done()]
        assert len(inside) <= 2
        assert not waiting or len(inside) == 2
        for visitor in waiting:
            visitor.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        for _ in inside:
            lane.leave()
        assert [lane.try_enter() for _ in range(3)] == [True, True, False]

    asyncio.run(run())


def test_who_is_next() -> None:
    async def run() -> list[int]:
        lane = Lane(1)
        assert lane.try_enter()
        served: list[int] = []

        async def visit(number: int) -> None:
            await lane.enter(preferred=number in (3, 4))
            served.append(number)
            lane.leave()

        visitors = [asyncio.create_task(visit(number)) for number in range(1, 9)]
        await asyncio.sleep(0)
        lane.leave()
        await asyncio.gather(*visitors)
        return served

    assert asyncio.run(run()) == [3, 4, 8, 7, 1, 6, 5, 2]


def test_texts_are_known_until_others_take_their_place() -> None:
    known = KnownTexts(2)
    for text in ("a", "b", "a", "c"):
        known.add(text)
    assert [text in known for text in "abc"] == [True, False, True]
    known.discard("a")
    assert "a" not in known


def test_a_place_is_reserved() -> None:
    async def run() -> None:
        lane = Lane(2, reserved=1)
        assert [lane.try_enter(), lane.try_enter(), lane.try_enter(preferred=True)] == [True, False, True]
        waiting = asyncio.create_task(lane.enter())
        await asyncio.sleep(0)
        lane.leave()
        await asyncio.sleep(0)
        assert not waiting.done()
        lane.leave()
        await waiting

    asyncio.run(run())
