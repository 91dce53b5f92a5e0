"""Who decides a change and who carries it out, in words, by level: said to a reader, or by the agency of itself."""

from __future__ import annotations

from jqtools.words import _, marked

_TO_YOU = (
    (marked("you have no say"), marked("only others can carry it out")),
    (marked("you can only advise"), marked("others carry it out with your help")),
    (marked("you decide it with others"), marked("you share the carrying out")),
    (marked("you decide it alone"), marked("your own staff and budget carry it out")),
)
_OF_US = (
    (marked("we have no say"), marked("only others can carry it out")),
    (marked("we can only advise"), marked("others carry it out with our help")),
    (marked("we decide it with others"), marked("we share the carrying out")),
    (marked("we decide it alone"), marked("our own staff and budget carry it out")),
)


def control_words(authority: int, implementation: int, *, ours: bool) -> str:
    """Who decides and who carries it out: "you decide it alone and ...", or "we ..." where the agency speaks."""
    said = _OF_US if ours else _TO_YOU
    decide, carry_out = said[authority][0], said[implementation][1]
    return _("{decide} and {carry_out}").format(decide=_(decide), carry_out=_(carry_out))
