"""Many items at once, and one item's whole way: marks, split, join, open again, the third try."""

from __future__ import annotations

import re

from tests.terminal.office import at_the_queue, said, weighed


def item(demo, number):
    return demo.json("show", "follow-up", str(number))


def test_marked_items_are_done_at_once_and_what_a_colleague_was_quicker_with_is_named(demo):
    with demo.terminal("ana") as ana, demo.terminal("dana") as dana:
        for one in (ana, dana):
            weighed(at_the_queue(one)).wait_for(re.compile(r"▸ +335 "))
        ana.type("   ")
        ana.wait_for("3 marked")
        ana.wait_for(re.compile(r"\* +335 .*\n.*\* +346 .*\n.*\* +327 ", re.DOTALL))
        ana.type("d")
        ana.wait_for("Done: 3 marked items")
        dana.type("<down>")
        dana.wait_for(re.compile(r"▸ +346 "))
        dana.type("d")
        dana.wait_for("Done: #346")
        dana.type("told them by mail<enter>")
        dana.wait_for("#346: done: told them by mail")
        ana.type("told them all<enter>")
        ana.wait_for("1 item left")
        ana.wait_for(
            said("#346 tell the credit union that the records go to us Dana Whitfield at 9:12 AM: done: told them by")
        )
        ana.type("<esc>")
        ana.wait_gone(" 335 ")
        assert [item(demo, number)["outcome"] for number in (335, 346, 327)] == [
            "told them all",
            "told them by mail",
            "told them all",
        ]
        ana.type("u")
        ana.wait_for("2 items: taken back - done: told them all")
        ana.wait_for(re.compile(r" 335 "))
        assert item(demo, 327)["status"] == "open"


def test_all_shown_are_given_away_and_escape_takes_marks_away_before_the_filter(demo):
    with demo.terminal() as queue:
        weighed(at_the_queue(queue)).wait_for(re.compile(r"▸ +335 "))
        queue.type("/garcia<enter>")
        queue.wait_gone("Mikhail")
        queue.type("*")
        queue.wait_for("marked")
        queue.type("<esc>")
        queue.wait_gone("marked")
        queue.wait_for('Queue  "garcia"')
        queue.type("*a")
        queue.wait_for(re.compile(r"Who takes \d+ marked items\?"))
        queue.type("whit<enter>")
        queue.wait_for(re.compile(r"\d+ items: assigned to Dana"))
        queue.type("<esc>")
        queue.wait_gone('Queue  "garcia"')
        garcias = [
            one
            for one in demo.json("queue", "--all")
            if "Garcia" in one["person"] and one["status"] not in {"done", "cancelled"}
        ]
        assert len(garcias) > 1
        assert [one for one in garcias if one["assignee"] != "dana"] == []


def test_an_item_is_split_joined_again_opened_again_and_tells_its_whole_life(demo):
    with demo.terminal() as queue:
        weighed(at_the_queue(queue)).wait_for(re.compile(r"▸ +335 "))
        queue.type("b")
        queue.wait_for("Split #335: put ; between the parts")
        queue.type("; copy both statements thu 3pm<enter>")
        queue.wait_for(re.compile(r"#335 split in 2: #335, #(\d+)"))
        fresh = int(re.search(r"#335 split in 2: #335, #(\d+)", queue.text())[1])
        assert item(demo, fresh)["person"] == "Mikhail Sokolov"
        queue.type("+")
        queue.wait_for("None says the same. Which one is joined into #335")
        queue.wait_for("▸ none of these: leave them apart")
        queue.type("<enter>")
        queue.wait_gone("None says the same")
        assert item(demo, fresh)["status"] == "open"
        queue.type("+")
        queue.wait_for("None says the same")
        queue.type(f"{fresh}<enter>")
        queue.wait_for(said(f'#{fresh} "copy both statements" into #335 "tell the attorney about the secon…"?'))
        queue.type("yes<enter>")
        queue.wait_for(f"#335: joined with #{fresh}; u takes it back")
        assert item(demo, fresh)["outcome"] == "joined into #335"
        queue.type("h")
        queue.wait_for("#335, its whole life")
        queue.wait_for(said(f"joined #{fresh} copy both statements (joined into #335)"))
        queue.wait_for("split in 2, before: tell the attorney")
        queue.type("<esc>")
        queue.wait_gone("its whole life")
        queue.type("z")
        queue.wait_for(re.compile(rf"▸ #{fresh} you today"))
        queue.type("<enter>")
        queue.wait_for(f"Open #{fresh} again: why?")
        queue.type("they are two tasks<enter>")
        queue.wait_for(f"#{fresh}: reopened: they are two tasks")
        queue.wait_for(re.compile(rf"▸ +{fresh} "))
        assert item(demo, fresh)["status"] == "open"


def test_after_the_third_try_enter_asks_the_attorney(demo):
    with demo.terminal() as queue:
        weighed(at_the_queue(queue)).wait_for(re.compile(r"▸ +335 "))
        queue.type("/bank withdrawal<enter>")
        queue.wait_gone("Lakshmi")
        for key, how in (("v", "voicemail"), ("b", "busy")):
            queue.type(f"t{key}")
            queue.wait_for(f"Tried #335: {how}. Try again when?")
            queue.type("<enter>")
            queue.wait_for("#335: tried:")
        queue.type("tn")
        queue.wait_for(said("3 tries reached nobody (voicemail, busy, no answer): call on, write, or let it rest?"))
        queue.type("<enter>")
        queue.wait_for(re.compile(r"#335: tried: no answer; \S+ decides: 3 tries"))
        after = item(demo, 335)
        assert (after["status"], len(after["attempts"])) == ("waiting_attorney", 3)
        queue.type("r")
        queue.wait_for("Only an attorney answers: write what")
        queue.type("write to him<enter><enter>")
        queue.wait_for("#335 decided; you go on with it")
        assert item(demo, 335)["status"] == "open"
