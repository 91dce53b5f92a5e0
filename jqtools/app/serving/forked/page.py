"""The answer to a visitor who opens a page: its text at once, and a kernel that is a fork of it."""

from __future__ import annotations

from typing import Any

from tornado import web

from jqtools.app.serving.forked.forks import Forks
from jqtools.app.serving.forked.rendered import Outputs, rendered
from jqtools.app.serving.handlers import Page


class ForkedPage(Page):
    """A page drawn beforehand, with a kernel of the visitor's own; drawn for them alone where that can't be."""

    def initialize(self, forks: Forks | None = None, **settings: Any) -> None:
        super().initialize(**settings)
        self.forks = forks

    @web.authenticated
    async def get(self, path: str) -> None:
        if self.forks is None:
            await super().get(path)
            return
        try:
            parts = await self.forks.text(path, self._draw)
            kernel_id = await self.forks.kernel(path)
        except (OSError, ValueError, KeyError) as error:
            self.log.warning("A visitor gets an ordinary kernel, which is slower: %s.", error)
            await super().get(path)
            return
        self.set_header("Content-Type", "text/html")
        self.set_header("Cache-Control", "no-cache, no-store, must-revalidate")
        self.finish(kernel_id.join(parts))

    async def _draw(self, notebook: str, outputs: Outputs, scripts: list[str]) -> tuple[str, ...]:
        return await rendered(self, notebook, outputs, scripts)
