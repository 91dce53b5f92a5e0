"""The text of a page whose notebook ran beforehand: drawn once, with a gap for the kernel of each visitor."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

from nbformat.v4 import output_from_msg
from voila.handler import VoilaHandler
from voila.notebook_renderer import NotebookRenderer
from voila.utils import get_page_config

Outputs = list[dict[str, Any]]


class _Renderer(NotebookRenderer):
    """Draws a notebook with the outputs of another run; no kernel is asked."""

    outputs: Outputs
    kernel: str

    async def _jinja_kernel_start(self, nb: Any, kernel_id: str | None, kernel_future: Any) -> str:
        return self.kernel

    async def _jinja_cell_generator(self, nb: Any, kernel_id: str) -> AsyncIterator[Any]:
        outputs = iter(self.outputs)
        for cell in nb.cells:
            if cell.cell_type == "code":
                shown = next(outputs)
                cell.outputs = [_output(shown)] if shown else []
            yield cell


def _output(formats: dict[str, Any]) -> Any:
    content = {"data": formats, "metadata": {}, "execution_count": None}
    return output_from_msg({"header": {"msg_type": "execute_result"}, "content": content})


async def rendered(handler: VoilaHandler, notebook: str, outputs: Outputs, scripts: list[str]) -> tuple[str, ...]:
    """The parts of the page's text between which the id of the kernel belongs; the page is the same for everybody.

    `scripts` are those of the page's widgets, which a browser can fetch before it knows the widgets.
    """
    known = {
        "base_url": handler.base_url,
        "settings": handler.settings,
        "log": handler.log,
        "voila_configuration": handler.voila_configuration,
    }
    renderer = _Renderer(
        request_handler=handler,
        voila_configuration=handler.voila_configuration,
        traitlet_config=handler.traitlet_config,
        notebook_path=notebook,
        template_paths=handler.template_paths,
        config_manager=handler.config_manager,
        contents_manager=handler.contents_manager,
        base_url=handler.base_url,
        kernel_spec_manager=handler.kernel_spec_manager,
        page_config=handler.page_config_hook(get_page_config(**known), **known, notebook_path=notebook),
        mathjax_config=handler.settings.get("mathjax_config"),
        mathjax_url=handler.settings.get("mathjax_url"),
    )
    renderer.outputs, renderer.kernel = outputs, str(uuid4())
    await renderer.initialize()
    renderer.resources["workbook_widget_scripts"] = scripts
    return tuple((await renderer.generate_content_str()).split(renderer.kernel))
