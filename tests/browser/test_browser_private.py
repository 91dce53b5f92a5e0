"""Read-only and private: no visitor sees another's answers, any code, or any file; nothing leaves the machine."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable
from email.message import Message
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

from tests.browser.conftest import serving
from tests.browser.walker import STEPS, Visitor

# Seconds that an answer may take where every core is busy.
PATIENCE = 120
CODE = ("open_workbook", "from jqtools", "import ", "workbook.bar", "nbformat", "Traceback")
TRIED = (
    "/voila/tree",
    "/voila/tree/",
    "/tree",
    "/lab",
    "/notebooks/0_start_here.ipynb",
    "/edit/0_start_here.ipynb",
    "/voila/files/0_start_here.ipynb",
    "/voila/files/../pyproject.toml",
    "/voila/files/%2e%2e/pyproject.toml",
    "/voila/files//etc/passwd",
    "/voila/api/contents",
    "/voila/api/contents/0_start_here.ipynb",
    "/api/contents",
    "/api/kernels",
    "/api/sessions",
    "/api/terminals",
    "/voila/query/" + str(uuid.UUID(int=1)),
    "/voila/execution/" + str(uuid.UUID(int=1)),
    "/voila/static/../../../../../etc/passwd",
    "/voila/static/%2e%2e/%2e%2e/etc/passwd",
    "/voila/static/etc/passwd",
    "/static/etc/passwd",
    "/voila/templates/jq/index.html.j2",
    "/voila/templates/jq/../../../../../etc/passwd",
    "/voila/templates/jq/static/../index.html.j2",
    "/voila/labextensions/../../etc/passwd",
    "/voila/labextensions/%2e%2e/%2e%2e/etc/passwd",
    "/voila/api/themes/../../etc/passwd",
    "/voila/render/../pyproject.toml",
    "/voila/render/..%2fpyproject.toml",
    "/voila/render/",
    "/voila/render/nosuch.ipynb",
    "/voila/render/0_start_here.IPYNB",
    "/0_start_here.ipynb",
    "/data/plans/procurement_living_wage.json",
    "/%00",
)


def get(url: str, method: str = "GET", data: bytes | None = None) -> tuple[int, str]:
    """The status and text of an answer, redirects followed."""
    request = urllib.request.Request(url, method=method, data=data)
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode("utf-8", "replace")


def test_two_visitors_never_see_each_others_answers(profile: Callable[..., BrowserContext], address: str) -> None:
    one, two = (Visitor(profile().new_page(), address) for _ in range(2))
    one.open(1)
    two.open(1)
    one.fill("The change", "Alpha secret", one.add("a change"))
    two.fill("The change", "Omega secret", two.add("a change"))
    for visitor, other in ((one, "Omega"), (two, "Alpha")):
        visitor.open(1)
        expect(visitor.page.locator(".jq-records > li")).to_have_count(1)
        assert other not in visitor.page.content()
        assert other not in json.dumps(visitor.stored())
    third = Visitor(profile().new_page(), address)
    third.open(1)
    expect(third.page.locator(".jq-records > li")).to_have_count(0)


@pytest.fixture(scope="module")
def first_page(address: str) -> tuple[Message, str]:
    """The headers and the text of the first page, with a kernel behind it that nobody has joined."""
    with urllib.request.urlopen(f"{address}/voila/render/{STEPS[0]}.ipynb", timeout=PATIENCE) as answer:
        return answer.headers, answer.read().decode()


@pytest.fixture(scope="module")
def kernel(first_page: tuple[Message, str]) -> str:
    """The id of a kernel made for us, as the page tells it."""
    config = first_page[1].split('id="jupyter-config-data" type="application/json">', 1)[1].split("</script>", 1)[0]
    return json.loads(config)["kernelId"]


@pytest.mark.parametrize("step", STEPS)
def test_no_page_shows_code(address: str, step: str) -> None:
    status, text = get(f"{address}/voila/render/{step}.ipynb")
    assert status == 200
    assert "<h1" in text
    assert not [code for code in CODE if code in text]


@pytest.mark.parametrize("path", TRIED)
def test_no_address_gives_files_code_or_lists(address: str, path: str) -> None:
    status, text = get(address + path)
    assert status in (400, 403, 404, 405), text[:200]
    assert not [leak for leak in (*CODE, "root:", "jqtools-plan", "{%", '.ipynb"') if leak in text]


@pytest.mark.parametrize(
    "query", ["?theme=%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "?template=nosuch", "?template=../../x"]
)
def test_the_address_can_change_neither_theme_nor_template(address: str, query: str) -> None:
    status, text = get(f"{address}/voila/render/0_start_here.ipynb{query}")
    assert status == 200
    assert "alert(1)" not in text
    assert "Job Quality Workbook" in text


def test_the_pages_headers_forbid_frames_eval_and_other_hosts(first_page: tuple[Message, str]) -> None:
    headers, _ = first_page
    policy = headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-eval" not in policy
    assert "http" not in policy
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_the_pages_ask_no_other_host_for_anything(profile: Callable[..., BrowserContext], address: str) -> None:
    visitor = Visitor(profile().new_page(), address)
    for step in range(len(STEPS)):
        visitor.open(step)
    local = (visitor.address, visitor.address.replace("http", "ws"), "data:", "blob:")
    assert [url for url in visitor.asked if not url.startswith(local)] == []
    assert visitor.troubles == []


def test_another_site_cannot_join_a_visitors_kernel(address: str, kernel: str) -> None:
    url = address.replace("http", "ws") + f"/api/kernels/{kernel}/channels?session_id=s"
    with pytest.raises(WebSocketException), connect(url, origin="http://evil.example"):
        pass


@pytest.mark.parametrize("path", ["", "/restart", "/interrupt"])
@pytest.mark.parametrize("method", ["POST", "DELETE", "PATCH", "PUT"])
def test_a_kernel_cannot_be_changed_from_outside(address: str, kernel: str, method: str, path: str) -> None:
    status, _ = get(f"{address}/api/kernels/{kernel}{path}", method, b"{}")
    assert status in (403, 404, 405)
    assert get(f"{address}/api/kernels/{kernel}")[0] == 200


def test_an_unknown_address_gets_a_friendly_page(visitor: Visitor) -> None:
    answer = visitor.page.goto(f"{visitor.address}/nosuch")
    assert answer.status == 404
    expect(visitor.page.get_by_role("heading", name="Page not found")).to_be_visible()
    with visitor.leaving():
        visitor.page.get_by_role("link", name="Go to the start").click()


def visitors(address: str, expected: int) -> int:
    """How many kernels are in use, as soon as it is the expected number, or after long waiting."""
    until = time.monotonic() + PATIENCE
    while (found := json.loads(get(f"{address}/healthz")[1])["visitors"]) != expected and time.monotonic() < until:
        time.sleep(0.1)
    return found


def test_a_closed_page_ends_its_kernel(profile: Callable[..., BrowserContext], tmp_path: Path) -> None:
    with serving(tmp_path, "--warm", "0") as address:
        visitor = Visitor(profile().new_page(), address)
        for step in range(3):
            visitor.open(step)
        assert visitors(address, 1) == 1
        visitor.page.close(run_before_unload=True)
        assert visitors(address, 0) == 0


def test_a_full_house_says_so_in_words(tmp_path: Path) -> None:
    with serving(tmp_path, "--max-visitors", "1", "--warm", "0") as address:
        page = f"{address}/voila/render/0_start_here.ipynb"
        assert get(page)[0] == 200
        status, text = get(page)
        assert status == 503
        assert "The workbook is busy" in text
        assert "Answers you already gave are safe in your browser" in text
