"""Binder: the workbook's own server, under /workbook/ of each person's machine."""

c = get_config()  # noqa: F821 - Jupyter gives it

c.ServerProxy.servers = {
    "workbook": {
        "command": ["jqtools", "serve", "--no-browser", "--port={port}", "--base-url={base_url}workbook/"],
        "absolute_url": True,
        "timeout": 60,
        "launcher_entry": {"title": "Job Quality Workbook"},
    }
}
