"""Addresses: no file, no list and no code comes out of any; and what stands in an address changes nothing."""

from __future__ import annotations

import pytest

from jqtools.app.serving.headers import HEADERS
from jqtools.app.serving.page_files import edition
from tests.security.client import Answer, Guest, ask
from tests.security.conftest import House

ROOTS = (
    "/",
    "/voila/",
    "/voila/render/",
    "/voila/files/",
    "/voila/static/",
    "/voila/templates/",
    "/voila/templates/jq/",
    "/voila/templates/jq/static/",
    "/voila/labextensions/",
    "/voila/labextensions/anywidget/",
    "/voila/api/themes/",
    "/voila/api/contents/",
    "/voila/tree/",
    "/workbook/",
    "/static/",
)
ESCAPES = (
    "../../../../../../../../etc/passwd",
    "..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "%252e%252e%252f%252e%252e%252fetc%252fpasswd",
    "..%5c..%5c..%5cetc%5cpasswd",
    "....//....//....//etc/passwd",
    "/etc/passwd",
    "//etc/passwd",
    "%2fetc%2fpasswd",
    "file:///etc/passwd",
    "0_start_here.ipynb%00",
    "%00",
    "%00/../etc/passwd",
    "0_start_here.IPYNB",
    "0_START_HERE.ipynb",
    "..%2f0_start_here.ipynb",
    "./0_start_here.ipynb",
    "0_start_here.ipynb/",
    "0_start_here.ipynb%20",
    "index.html.j2",
    "conf.json",
    "%c0%ae%c0%ae/etc/passwd",
    "%ff",
    "%",
    "a" * 5000,
)
CLOSED = (
    "/lab",
    "/tree",
    "/login",
    "/logout",
    "/metrics",
    "/api",
    "/api/status",
    "/api/me",
    "/api/config",
    "/api/contents",
    "/api/kernels",
    "/api/kernelspecs",
    "/api/sessions",
    "/api/terminals",
    "/api/shutdown",
    "/terminals/1",
    "/files/0_start_here.ipynb",
    "/edit/0_start_here.ipynb",
    "/notebooks/0_start_here.ipynb",
    "/voila/tree",
    "/voila/api/contents",
    "/voila/api/contents?content=1",
    "/voila/query/00000000-0000-4000-8000-000000000000",
    "/voila/execution/00000000-0000-4000-8000-000000000000",
    "/data/plans/procurement_living_wage.json",
    "/.git/config",
    "/pyproject.toml",
)
LEAKS = ("root:", "jqtools-plan", "{%", '.ipynb"', "open_workbook", "import ", "Traceback", "site-packages", "nbformat")
MARKUP = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E"


def refused(answer: Answer) -> bool:
    """Whether an answer is a refusal that tells nothing, with all the headers of a page."""
    leaks = [leak for leak in LEAKS if leak in answer.text]
    missing = [name for name, value in HEADERS.items() if not str(answer.headers[name]).startswith(value)]
    return answer.status in (400, 403, 404, 405) and not leaks and not missing


@pytest.mark.parametrize("root", ROOTS)
def test_no_escape_leads_out_of_a_folder(house: House, root: str):
    answers = {root + escape: ask(house.address, root + escape) for escape in ESCAPES}
    assert [target for target, answer in answers.items() if not refused(answer)] == []


def test_nothing_else_of_jupyter_answers(house: House):
    answers = {target: ask(house.address, target) for target in CLOSED}
    assert [target for target, answer in answers.items() if not refused(answer)] == []


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "get"])
def test_a_page_can_only_be_asked_for(house: House, method: str):
    answer = ask(house.address, "/voila/render/0_start_here.ipynb", method, b"x=1")
    assert answer.status in (400, 403, 405)
    assert "<h1>The workbook" not in answer.text


@pytest.mark.parametrize(
    "query",
    [
        f"theme={MARKUP}",
        f"theme=../../{MARKUP}",
        f"template={MARKUP}",
        "template=nosuch",
        "template=../../../etc",
        "template=lab&theme=dark",
        f"{MARKUP}={MARKUP}",
        "voila-theme=dark&classic-tree=true",
    ],
)
def test_what_is_asked_after_a_page_changes_nothing_in_it(guest: Guest, query: str):
    guest.leave()
    answer = guest.open(f"0_start_here.ipynb?{query}&end=")
    assert answer.status == 200
    assert "jq-page" in answer.text
    assert not [
        word for word in ("alert(1)", "nosuch", "theme-dark", "etc") if f"{word}" in query and word in answer.text
    ]


@pytest.mark.parametrize("target", [f"/{MARKUP}", f"/voila/render/{MARKUP}.ipynb", f"/voila/render/x.ipynb?{MARKUP}"])
def test_a_refusal_repeats_nothing(house: House, target: str):
    answer = ask(house.address, target, **{"User-Agent": MARKUP, "Referer": MARKUP})
    assert refused(answer)
    assert "alert(1)" not in answer.text


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:1", '"><script>', ""])
def test_the_name_that_a_visitor_gives_the_server_is_repeated_nowhere(house: House, host: str):
    for target in ("/", "/nosuch", "/healthz"):
        answer = ask(house.address, target, Host=host)
        assert answer.status in (200, 302, 400, 404)
        assert "evil.example" not in answer.text + str(answer.headers)


def test_every_answer_carries_every_header(house: House, guest: Guest):
    targets = (
        "/",
        "/healthz",
        f"/workbook/{edition()}/design.css",
        f"/workbook/{edition()}/front_end.js",
        f"/workbook/{edition()}/nosuch.js",
        "/workbook/agency.css",
        "/voila/static/voila.js",
        "/voila/templates/jq/static/voila-style.js",
        f"/api/kernels/{guest.kernel}",
        "/voila/labextensions/anywidget/package.json",
        "/nosuch",
    )
    for target in targets:
        for method in ("GET", "HEAD", "POST"):
            answer = guest.ask(target, method)
            short = [name for name, value in HEADERS.items() if not str(answer.headers[name]).startswith(value)]
            assert short == [], (method, target)
            assert answer.headers["Server"] is None
    again = guest.ask(
        "/voila/static/voila.js", **{"If-None-Match": guest.ask("/voila/static/voila.js").headers["Etag"]}
    )
    assert again.status == 304
    assert {name: again.headers[name] for name in HEADERS} == HEADERS


def test_the_policy_lets_no_script_of_a_page_run_and_names_no_other_host():
    rules = {rule.split()[0]: rule.split()[1:] for rule in HEADERS["Content-Security-Policy"].split("; ")}
    assert rules["default-src"] == ["'none'"]
    assert rules["script-src"] == ["'self'", "blob:"]
    assert rules["connect-src"] == ["'self'"]
    assert not [source for sources in rules.values() for source in sources if "." in source or "*" in source]


def test_cookies_hold_chance_and_nothing_of_the_visitor(house: House):
    guest = Guest(house.address, "203.0.113.77")
    answer = guest.open()
    guest.leave()
    given = {each.split("=", 1)[0]: each for each in answer.headers.get_all("Set-Cookie")}
    assert set(given) == {"jq_browser", "_xsrf"}
    assert "HttpOnly" in given["jq_browser"]
    for each in given.values():
        assert "SameSite=Lax" in each
        assert "expires" not in each.lower()
