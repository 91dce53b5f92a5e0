"""An agency's own colour and logo in the served app: two small files, made of what its content folder says."""

from __future__ import annotations

from http import HTTPStatus

from tornado import web

from jqtools.app.serving.handlers import Plain
from jqtools.content import agency
from jqtools.content.loader import agency_logo
from jqtools.content.look import DARK, LIGHT, WASH, wash

# A logo is a picture: opened by itself it may neither run nor load anything.
LOGO_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"


def agency_routes(root: str) -> list[tuple[str, type[web.RequestHandler]]]:
    """The addresses of both files, under the server's `root`."""
    return [(f"{root}workbook/agency.css", AgencyColours), (f"{root}workbook/logo", AgencyLogo)]


def agency_css() -> str:
    """The agency's accent as tokens of the design, in light and in the dark; "" without one."""
    own = agency()
    if not own.accent:
        return ""
    light = _tokens(own.accent, wash(own.accent, LIGHT[0], WASH["light"]))
    dark = _tokens(own.accent_dark, wash(own.accent_dark, DARK[0], WASH["dark"]))
    return f":root {{ {light} }}\n@media screen and (prefers-color-scheme: dark) {{ body.jq-page {{ {dark} }} }}\n"


def _tokens(accent: str, accent_wash: str) -> str:
    return f"--jq-accent: {accent}; --jq-accent-wash: {accent_wash};"


class AgencyColours(Plain):
    """The agency's accent, as a style sheet of a few tokens."""

    def get(self) -> None:
        self.set_header("Content-Type", "text/css; charset=utf-8")
        self.set_header("Cache-Control", "no-cache")
        self.finish(agency_css())


class AgencyLogo(Plain):
    """The agency's logo, as a picture and nothing else."""

    def get(self) -> None:
        logo = agency_logo()
        if logo is None:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        self.set_header("Content-Type", logo.media_type)
        self.set_header("Content-Security-Policy", LOGO_POLICY)
        self.set_header("Cache-Control", "no-cache")
        self.finish(logo.content)
