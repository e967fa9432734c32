"""The table of votes: who was there, who voted how, and what came of it (seed 000, 3.2–3.3)."""

import datetime
from dataclasses import dataclass, field

from tests.workgroups.groups import DAY, TEN
from workgroups.models import MajorityBase, Quorum
from workgroups.voting import Outcome

YES, NO, NONE, WHAT = Outcome.ADOPTED, Outcome.REJECTED, Outcome.NO_QUORUM, Outcome.UNCLEAR
ALL, HALF, NUMBER = MajorityBase.ALL, Quorum.AT_LEAST_HALF, Quorum.NUMBER
BEFORE, AFTER = DAY - datetime.timedelta(days=1), DAY + datetime.timedelta(days=1)
EARLY = {"majority": ALL}


@dataclass
class Case:
    """One vote: who was there, who voted how; letters as in tests/workgroups/groups.py."""

    name: str
    outcome: str
    told: str
    here: str
    yes: str = ""
    no: str = ""
    abstained: str = ""
    recused: str = ""
    members: str = TEN
    presiding: str = ""
    rules: dict = field(default_factory=dict)
    # {letter: day} of who joins on the day, and of whose last day it is.
    joined: dict = field(default_factory=dict)
    left: dict = field(default_factory=dict)
    # {letter: [(first item, last item)]} of who was not there all the time; the vote is on item 2.
    stays: dict = field(default_factory=dict)
    poll: bool = False


CASES = [
    # --- quorum: 10 members
    Case("6 of 10 are more than half", YES, "6 из 10, кворум есть", "HDSabc", "HDSabc"),
    Case("5 of 10 are not", NONE, "кворума нет: нужно не меньше 6", "HDSab", "HDSab"),
    Case(
        "5 of 10 are not less than half",
        YES,
        "кворум есть",
        "HDSab",
        "HDSab",
        rules={"quorum": HALF},
    ),
    Case("4 of 10 are", NONE, "не меньше 5", "HDSa", "HDSa", rules={"quorum": HALF}),
    Case("6 of 10 under «not less»", YES, "6 из 10", "HDSabc", "HDSabc", rules={"quorum": HALF}),
    Case("all ten", YES, "10 из 10", TEN, TEN),
    Case("nobody came", NONE, "0 из 10", "", ""),
    Case(
        "quorum by number",
        YES,
        "кворум есть",
        "HDSa",
        "HDSa",
        rules={"quorum": NUMBER, "quorum_number": 4},
    ),
    Case(
        "one short of the number",
        NONE,
        "не меньше 4",
        "HDS",
        "HDS",
        rules={"quorum": NUMBER, "quorum_number": 4},
    ),
    Case(
        "number greater than the group",
        NONE,
        "не меньше 12",
        TEN,
        TEN,
        rules={"quorum": NUMBER, "quorum_number": 12},
    ),
    # --- quorum: odd numbers
    Case("5 of 9 are more than half", YES, "5 из 9", "HDSab", "HDSab", members="HDSabcdef"),
    Case("4 of 9 are not", NONE, "не меньше 5", "HDSa", "HDSa", members="HDSabcdef"),
    Case(
        "4 of 9 are less than half",
        NONE,
        "не меньше 5",
        "HDSa",
        "HDSa",
        members="HDSabcdef",
        rules={"quorum": HALF},
    ),
    Case("a group of one", YES, "1 из 1", "H", "H", members="H"),
    Case("1 of 2 is half", YES, "1 из 2", "H", "H", members="HS", rules={"quorum": HALF}),
    Case("1 of 2 is not more", NONE, "не меньше 2", "H", "H", members="HS"),
    # --- majority of those present
    Case("3:2 and 2 abstained of 7", NO, "нужно больше 3,5", "HDSabcd", "HDS", "ab", "cd"),
    Case(
        "4:2 and 1 abstained of 7",
        YES,
        "за 4, против 2, воздержались 1",
        "HDSabcd",
        "HDSa",
        "bc",
        "d",
    ),
    Case("4 of 8 and nobody against", NO, "нужно больше 4", "HDSabcde", "HDSa", "", "bcde"),
    Case("3:1 and 3 who did not vote", NO, "не голосовали 3", "HDSabcd", "HDS", "a"),
    Case("all against", NO, "против 6", "HDSabc", "", "HDSabc"),
    Case("all abstained: no tie", NO, "воздержались 6", "HDSabc", "", "", "HDSabc"),
    # --- majority of all members
    Case("6 of 10 by all", YES, "половины всех членов", "HDSabcd", "HDSabc", "d", rules=EARLY),
    Case("5:2 of 10 by all", NO, "нужно больше 5", "HDSabcd", "HDSab", "cd", rules=EARLY),
    Case("5:1 by those present", YES, "присутствующих", "HDSabc", "HDSab", "c"),
    Case("5:1 by all", NO, "половины всех членов", "HDSabc", "HDSab", "c", rules=EARLY),
    Case("all six by all", YES, "больше половины всех членов", "HDSabc", "HDSabc", rules=EARLY),
    # --- ties
    Case("3:3, the head for", YES, "принято голосом председательствующего", "HDSabc", "HDS", "abc"),
    Case(
        "3:3, the head against",
        NO,
        "не принято голосом председательствующего",
        "HDSabc",
        "abc",
        "HDS",
    ),
    Case("3:3, the deputy presides, for", YES, "принято голосом", "DSabcd", "DSa", "bcd"),
    Case("3:3, the deputy presides, against", NO, "не принято голосом", "DSabcd", "abc", "DSd"),
    Case(
        "3:3, a named member presides",
        YES,
        "принято голосом",
        "Sabcde",
        "abc",
        "Sde",
        presiding="a",
    ),
    Case("3:3, nobody presides", WHAT, "укажите, как голосовал", "Sabcde", "abc", "Sde"),
    Case(
        "3:3 and the head abstained",
        NO,
        "председательствующий не голосовал",
        "HDSabcd",
        "DSa",
        "bcd",
        "H",
    ),
    Case(
        "3:3 without a casting vote",
        NO,
        "нужно больше 3",
        "HDSabc",
        "HDS",
        "abc",
        rules={"casting_vote": False},
    ),
    Case("3:3:1, the head for", YES, "голоса разделились поровну", "HDSabcd", "HDS", "abc", "d"),
    Case("5:5 by all, the head for", YES, "принято голосом", TEN, "HDSab", "cdefg", rules=EARLY),
    Case(
        "5:5 by all, the head against", NO, "не принято голосом", TEN, "cdefg", "HDSab", rules=EARLY
    ),
    Case("3:3 by all is no half of all", NO, "нужно больше 5", "HDSabc", "HDS", "abc", rules=EARLY),
    Case(
        "5:5 by all without a casting vote",
        NO,
        "нужно больше 5",
        TEN,
        "HDSab",
        "cdefg",
        rules=EARLY | {"casting_vote": False},
    ),
    Case(
        "the head came late: the deputy's voice",
        YES,
        "голосом",
        "DSabcd",
        "DSa",
        "bcd",
        stays={"H": [(3, None)]},
    ),
    # --- a secretary without a vote
    Case(
        "counts to the quorum",
        YES,
        "6 из 10",
        "HDSabc",
        "HDa",
        "b",
        "c",
        rules={"secretary_votes": False},
    ),
    Case(
        "not to the majority", YES, "за 3", "HDSabc", "HDa", "bc", rules={"secretary_votes": False}
    ),
    Case(
        "not to the majority of all",
        YES,
        "всех членов",
        "HDSabcd",
        "HDabc",
        "d",
        rules=EARLY | {"secretary_votes": False},
    ),
    Case(
        "voice of the secretary does not count",
        NO,
        "за 2",
        "HDSabc",
        "HDS",
        "a",
        "bc",
        rules={"secretary_votes": False},
    ),
    # --- conflict of interest
    Case("4 of 7 without one", YES, "конфликта интересов 1", "HDSabcd", "HDSa", "bc", "", "d"),
    Case("the base is smaller", YES, "без тех, у кого конфликт", "HDSabcd", "HDS", "a", "b", "cd"),
    Case("the same without it", NO, "нужно больше 3,5", "HDSabcd", "HDS", "a", "bcd"),
    Case(
        "by all, the base is smaller too",
        YES,
        "всех членов без тех",
        "HDSabcd",
        "HDSab",
        "",
        "",
        "cd",
        rules=EARLY,
    ),
    Case(
        "one is still there for the quorum",
        YES,
        "6 из 10, кворум есть",
        "HDSabc",
        "HDS",
        "a",
        "",
        "bc",
    ),
    # --- coming and going: the vote is on the second item
    Case(
        "two came for it", YES, "6 из 10", "HDSa", "HDSabc", stays={"b": [(2, None)], "c": [(2, 2)]}
    ),
    Case("one left before it", NONE, "5 из 10", "HDSab", "HDSab", stays={"c": [(1, 1)]}),
    Case("one came after it", NONE, "5 из 10", "HDSab", "HDSab", stays={"c": [(3, None)]}),
    Case(
        "one left and came back",
        YES,
        "6 из 10",
        "HDSab",
        "HDSabc",
        stays={"c": [(1, 1), (2, None)]},
    ),
    Case(
        "the voice of one who had left",
        NO,
        "за 3",
        "HDSabcd",
        "HDSe",
        "abcd",
        stays={"e": [(1, 1)]},
    ),
    # --- composition of the day
    Case(
        "one joined before it",
        NONE,
        "6 из 12, кворума нет",
        "HDSabc",
        "HDSabc",
        members=TEN + "ij",
        joined={"i": BEFORE, "j": DAY},
    ),
    Case(
        "two join after it",
        YES,
        "6 из 10",
        "HDSabc",
        "HDSabc",
        members=TEN + "ij",
        joined={"i": AFTER, "j": AFTER},
    ),
    Case(
        "two had left before it", YES, "5 из 8", "HDSab", "HDSab", left={"f": BEFORE, "g": BEFORE}
    ),
    Case(
        "the last day is still theirs", NONE, "5 из 10", "HDSab", "HDSab", left={"f": DAY, "g": DAY}
    ),
    Case(
        "came without being a member any more",
        NONE,
        "5 из 9",
        "HDSabg",
        "HDSabg",
        left={"g": BEFORE},
        rules={"quorum": NUMBER, "quorum_number": 6},
    ),
    # --- absentee poll: who has sent a vote is present
    Case("6 of 10 sent", YES, "6 из 10", "", "HDSabc", poll=True),
    Case("5 of 10 sent", NONE, "5 из 10", "", "HDSab", poll=True),
    Case("3:3 sent, the head is for", YES, "голосом", "", "HDS", "abc", poll=True, presiding="H"),
]
