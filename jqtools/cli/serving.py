"""The commands that open the workbook: serve, lab, new."""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from jqtools.cli.output import say
from jqtools.content import check_content, forget
from jqtools.content.loader import VARIABLE
from jqtools.errors import JqtoolsError

Commands = argparse._SubParsersAction


def add_commands(commands: Commands) -> None:
    """Add the commands of this module."""
    serve = commands.add_parser("serve", help="serve the workbook in the browser")
    serve.add_argument("folder", nargs="?", type=Path, help="a workbook folder (default: the one in jqtools)")
    serve.add_argument("--port", type=int, default=8866, help="default: 8866")
    serve.add_argument("--address", default="127.0.0.1", help="listen on this address (default: 127.0.0.1)")
    serve.add_argument("--base-url", default="/", metavar="PATH", help="the path of all pages, such as /jobs/")
    serve.add_argument("--behind-proxy", action="store_true", help="a proxy tells the visitors' addresses")
    serve.add_argument("--no-browser", action="store_true", help="don't open the browser")
    serve.add_argument("--warm", type=int, default=1, metavar="N", help="kernels kept ready for each page")
    serve.add_argument("--max-visitors", type=int, default=40, metavar="N", help="pages open at once (default: 40)")
    serve.add_argument(
        "--max-per-address", type=int, default=30, metavar="N", help="of these, from one internet address (default: 30)"
    )
    serve.set_defaults(run=_serve)
    lab = commands.add_parser("lab", help="open a workbook folder in JupyterLab")
    lab.add_argument("folder", nargs="?", type=Path, help="a workbook folder (default: this one)")
    lab.set_defaults(run=_lab)
    for command in (serve, lab):
        command.add_argument("--content", type=Path, metavar="FOLDER", help="your agency's own words and lists")
    new = commands.add_parser("new", help="make a workbook folder of your own")
    new.add_argument("folder", type=Path, help="the folder to make; it may not exist yet")
    new.set_defaults(run=_new)


def _serve(arguments: argparse.Namespace) -> int:
    _use_content(arguments.content)
    from jqtools.app.serving.server import serve
    from jqtools.app.serving.settings import Place, path_of

    place = Place(arguments.address, arguments.port, path_of(arguments.base_url), arguments.behind_proxy)
    serve(
        arguments.folder,
        place,
        not arguments.no_browser,
        warm=arguments.warm,
        max_visitors=arguments.max_visitors,
        max_per_address=arguments.max_per_address,
    )
    return 0


def _lab(arguments: argparse.Namespace) -> int:
    folder = arguments.folder or Path.cwd()
    if not (folder / "notebooks").is_dir():
        raise JqtoolsError(f"'{folder}' is no workbook folder: it lacks 'notebooks'; make one with 'jqtools new'.")
    if importlib.util.find_spec("jupyterlab") is None:
        raise JqtoolsError("JupyterLab is not installed: run pip install jupyterlab, then try again.")
    _use_content(arguments.content)
    start = folder / "notebooks" / "0_start_here.ipynb"
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={folder.resolve()}", str(start)]
    command.append("--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate")
    return subprocess.run(command, check=False).returncode


def _use_content(folder: Path | None) -> None:
    """Name the agency's content folder to this process and to what it starts, and read all of the content once."""
    if folder is not None:
        if not folder.is_dir():
            raise JqtoolsError(f"There is no content folder at '{folder}'; check the name.")
        os.environ[VARIABLE] = str(folder.resolve())
        forget()
    check_content()


def _new(arguments: argparse.Namespace) -> int:
    from jqtools.content.folder import workbook_folder

    folder = arguments.folder
    if folder.exists():
        raise JqtoolsError(f"'{folder}' is there already and stays as it is; choose a folder that does not exist.")
    source = workbook_folder()
    folder.mkdir(parents=True)
    for part in ("notebooks", "data"):
        shutil.copytree(source / part, folder / part, ignore=shutil.ignore_patterns(".*", "__pycache__", "*.py"))
    (folder / "plans").mkdir()
    say(f"Your workbook is in '{folder}'. Open it with: jqtools lab {folder}")
    return 0
